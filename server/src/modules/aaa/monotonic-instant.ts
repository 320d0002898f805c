import type { Clock } from '@trunkline/kit';

/**
 * The monotonic reading of an instant that the wall clock told, as far as its present reading can say; below
 * zero for what was before the process. An instant that is still to come, as told before a clock went back, is
 * now.
 */
export function monotonicInstant(clock: Clock, wallMs: number): number {
  return clock.monotonic() - Math.max(0, clock.now() - wallMs);
}
