import { UsageError } from '../command-error.ts';

const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds: `300`, `90s`, `15m`, `8h`, `1d`. */
export function parseDuration(text: string, option: string): number {
  const match = /^(\d{1,9})([smhd]?)$/i.exec(text);
  if (!match || Number(match[1]) === 0) {
    throw new UsageError(`--${option} "${text}" is not a time such as 300, 90s, 15m, 8h or 1d`);
  }
  return Number(match[1]) * SECONDS[match[2]!.toLowerCase()]!;
}
