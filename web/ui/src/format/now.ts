/** Milliseconds since 1970. The only place of the web where the clock is read, so that tests can give another. */
export function now(): number {
  return Date.now();
}
