/** Connection exceptions (class 08), the server's shutting down or starting, no free connection slot. */
const awayStates = /^(08...|57P0[1-5]|53300)$/;
/** A statement or lock that took too long, a deadlock, a serialization failure: again may succeed. */
const passingStates = new Set(['57014', '55P03', '40P01', '40001', '25P03']);
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);
/** node-postgres and its pool report these without a code. */
const driverMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** True when the database, not the request, is why this failed, and trying again later makes sense. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') {
    if (awayStates.test(code) || passingStates.has(code)) return true;
    // A missing file of our own is a fault of ours; a missing socket is PostgreSQL's.
    if (networkCodes.has(code)) return code !== 'ENOENT' || syscall === 'connect';
  }
  return driverMessages.test(error.message);
}
