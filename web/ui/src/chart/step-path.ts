export interface Step {
  from: number;
  value: number;
}

interface Space {
  /** Where the axis at the foot ends. */
  end: number;
  /** The top of the axis of values. */
  top: number;
}

/** The outline of steps in a drawing of 100 by 100, zero at the foot. */
export function stepPath(steps: readonly Step[], { end, top }: Space): string {
  const place = (at: number): string => round((Math.min(at, end) / end) * 100);
  const height = (value: number): string => round(100 - (value / top) * 100);
  const [first, ...rest] = steps;
  if (!first) return '';
  return [
    `M${place(first.from)} ${height(first.value)}`,
    ...rest.map(({ from, value }) => `H${place(from)}V${height(value)}`),
    'H100',
  ].join('');
}

function round(figure: number): string {
  return String(Math.round(figure * 100) / 100);
}

const roundParts = [1, 2, 2.5, 5, 10];

/** Round figures from zero to the top of an axis, about so many. */
export function evenTicks(top: number, count: number): number[] {
  if (!(top > 0)) return [0];
  const magnitude = 10 ** Math.floor(Math.log10(top / count));
  const step = magnitude * (roundParts.find((part) => part * magnitude * count >= top) ?? 10);
  const ticks: number[] = [];
  for (let at = 0; at * step <= top; at += 1) ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
}
