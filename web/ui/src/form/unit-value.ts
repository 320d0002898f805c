/** What a `UnitField` can measure; its value is always in the base unit, as the API takes it. */
export type UnitKind = 'rate' | 'bytes' | 'duration';

export interface Unit {
  /** In the base unit: bit/s, bytes, seconds. */
  factor: number;
  /** Shown as it is, or a key of the words of `unit`. */
  symbol: string;
  word?: 'minutes' | 'hours' | 'days' | undefined;
}

export const units: Record<UnitKind, readonly [Unit, Unit, ...Unit[]]> = {
  rate: [
    { factor: 1_000, symbol: 'kbit/s' },
    { factor: 1_000_000, symbol: 'Mbit/s' },
    { factor: 1_000_000_000, symbol: 'Gbit/s' },
  ],
  bytes: [
    { factor: 1_000_000, symbol: 'MB' },
    { factor: 1_000_000_000, symbol: 'GB' },
    { factor: 1_000_000_000_000, symbol: 'TB' },
  ],
  duration: [
    { factor: 60, symbol: 'min', word: 'minutes' },
    { factor: 3_600, symbol: 'h', word: 'hours' },
    { factor: 86_400, symbol: 'd', word: 'days' },
  ],
};

/** What is usual while nothing is said, else the largest unit in which the value is a short number: 90,000,000 is 90 M and not 0.09 G. */
export function unitFor(kind: UnitKind, value: number | null): Unit {
  const offered = units[kind];
  if (value === null || value === 0) return kind === 'duration' ? offered[0] : offered[1];
  return offered.findLast(({ factor }) => Math.abs(value) >= factor) ?? offered[0];
}

/** The figure in a unit, without the noise of floating point. */
export function inUnit(value: number, unit: Unit): number {
  return Number((value / unit.factor).toPrecision(12));
}

/** The value in the base unit, whole: there is no half bit. */
export function fromUnit(figure: number, unit: Unit): number {
  return Math.round(figure * unit.factor);
}
