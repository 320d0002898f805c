/** SQLSTATE classes that speak of the rows themselves: data exception and integrity violation. */
const ofRows = /^(22|23)/;

/** Whether a statement failed for what stands in its rows, so that it will never be taken; false: the database is away. */
export function isRowFault(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && ofRows.test(code);
}
