interface Box {
  width: number;
  height: number;
}

/** Kept free above and below, for the stroke's own width. */
const margin = 1.5;

/** The line of the values and the area below it; each gap begins a new stroke. */
export function sparkPaths(values: readonly (number | null)[], box: Box): { line: string; area: string } {
  const highest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const step = values.length > 1 ? box.width / (values.length - 1) : 0;
  const point = (value: number, at: number): string => {
    const share = highest === 0 ? 0 : Math.max(0, value) / highest;
    return `${round(at * step)},${round(box.height - margin - share * (box.height - 2 * margin))}`;
  };
  const strokes = strokesOf(values);
  const line = strokes.map((stroke) => `M${stroke.map(({ value, at }) => point(value, at)).join('L')}`);
  const area = strokes.map((stroke) => {
    const top = stroke.map(({ value, at }) => point(value, at)).join('L');
    return `M${round(stroke[0]!.at * step)},${box.height}L${top}L${round(stroke.at(-1)!.at * step)},${box.height}Z`;
  });
  return { line: line.join(''), area: area.join('') };
}

function strokesOf(values: readonly (number | null)[]): { value: number; at: number }[][] {
  const strokes: { value: number; at: number }[][] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    const isContinued = at > 0 && values[at - 1] !== null;
    if (isContinued) strokes.at(-1)!.push({ value, at });
    else strokes.push([{ value, at }]);
  });
  return strokes;
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
