import type { Format } from '../format/use-format.tsx';
import type { ChartUnit } from './chart-data.ts';

/** How a value of this unit is written, on the axis, in the legend and in the table. */
export function valueFormat(unit: ChartUnit, format: Format): (value: number) => string {
  const byUnit: Record<ChartUnit, (value: number) => string> = {
    'bit/s': format.rate,
    bytes: format.bytes,
    count: format.count,
    ms: format.milliseconds,
    percent: format.percent,
  };
  return byUnit[unit];
}
