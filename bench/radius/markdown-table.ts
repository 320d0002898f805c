/** Columns as wide as their widest cell, as the formatter wants them. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, column) =>
    Math.max(3, name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [header, rule, ...rows].map(lineOf).join('\n');
}

/** A column for each property of the first. */
export function objectTable(all: readonly object[]): string {
  const header = Object.keys(all[0] ?? {});
  return table(
    header,
    all.map((each) => Object.values(each).map(String)),
  );
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : sum(values) / values.length;
}

/** A whole number with a comma every three digits. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function ms(value: number): string {
  return value.toFixed(value < 1 ? 2 : 1);
}
