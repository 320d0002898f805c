/** SQLSTATE classes that speak of the data: the same records fail again however long one waits. */
const dataClasses = new Set(['21', '22', '23', '54']);
const uniqueViolation = '23505';
/** Another fold may have written the same new session first; the next attempt finds its row. */
const maxUniqueViolations = 3;

/** A statement that ran into its time limit. */
const queryCanceled = '57014';

/** Whether fewer records at once may succeed where these failed without being to blame. */
export function isTooMuchAtOnce(error: unknown): boolean {
  return (error as { code?: unknown }).code === queryCanceled;
}

/**
 * Whether the records are to blame for a failure, so that those must be found and set aside. Everything
 * else (a database that is away, restarting, full, or behind in its migrations) is waited out.
 */
export function isFaultOfRecords(error: unknown, attempt: number): boolean {
  const code = (error as { code?: unknown }).code;
  if (code === uniqueViolation) return attempt > maxUniqueViolations;
  if (typeof code === 'string' && code.length === 5 && dataClasses.has(code.slice(0, 2))) return true;
  return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
}
