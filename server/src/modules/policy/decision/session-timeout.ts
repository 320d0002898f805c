/** Session-Timeout is 32 bits, and some devices read it as signed. */
const maxTimeoutS = 2 ** 31 - 1;

/** At least one second: RADIUS has no timeout of zero, and a session that just fits ends at once. */
export function smallestTimeout(planTimeoutS: number | null, msLeft: number): number | null {
  const secondsLeft = msLeft === Infinity ? Infinity : Math.max(1, Math.floor(msLeft / 1000));
  const smallest = Math.min(planTimeoutS ?? Infinity, secondsLeft);
  return smallest === Infinity ? null : Math.min(smallest, maxTimeoutS);
}
