/** Ranges that a person asks for, in civil days of the company's zone; none is longer than the API takes. */
export const simulationRanges = ['last_month', 'last_31', 'last_7', 'this_month', 'two_months'] as const;
export type SimulationRange = (typeof simulationRanges)[number];

const dayMs = 86_400_000;

/** First and last day of a range, seen from `today` (`YYYY-MM-DD`); the last one included. */
export function daysOfRange(range: SimulationRange, today: string): { from: string; to: string } {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = (monthsBefore: number): string => dateOf(Date.UTC(year, month - 1 - monthsBefore, 1));
  const before = (days: number, day = today): string => dateOf(Date.parse(day) - days * dayMs);
  const ranges: Record<SimulationRange, { from: string; to: string }> = {
    last_month: { from: first(1), to: before(1, first(0)) },
    two_months: { from: first(2), to: before(1, first(0)) },
    this_month: { from: first(0), to: today },
    last_31: { from: before(31), to: before(1) },
    last_7: { from: before(7), to: before(1) },
  };
  return ranges[range];
}

function dateOf(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 10);
}
