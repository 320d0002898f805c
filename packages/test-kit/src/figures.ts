import { appendFileSync } from 'node:fs';
import process from 'node:process';

export type Figures = Readonly<Record<string, string | number>>;

/**
 * Says what a fault test did and found: counts, rates, latencies, its seed. Printed, and under
 * `npm run torture` kept in the result of that fault. Figures inform; what must hold is asserted.
 */
export function recordFigures(id: string, figures: Figures): void {
  console.info(
    `${id}: ${Object.entries(figures)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
  );
  const file = process.env['TRUNKLINE_FIGURES'];
  if (file) appendFileSync(file, `${JSON.stringify({ id, figures })}\n`);
}
