/**
 * A PostgreSQL array in its text form, as one parameter of a statement that takes its rows column by column:
 * the server reads this several times faster than the same rows as JSON. For values that hold no quote,
 * comma, brace or backslash: numbers, ids, addresses.
 */
export function plainArray(values: readonly (string | number | bigint | boolean | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : value)).join(',')}}`;
}

/** The same for any text that PostgreSQL stores here, which is text without control characters. */
export function textArray(values: readonly (string | null)[]): string {
  // JSON quotes as PostgreSQL does: a backslash before a backslash or a quote.
  return `{${values.map((value) => (value === null ? 'NULL' : JSON.stringify(value))).join(',')}}`;
}
