import { setImmediate } from 'node:timers/promises';
import type { Clock } from '@trunkline/kit';

/** How long background work may hold the loop before packets get their turn. */
const sliceMs = 3;

/** Works through the items one by one and lets the packets in between every few milliseconds. */
export async function inSlices<T>(
  items: Iterable<T>,
  { clock, work }: { clock: Clock; work: (item: T) => void },
): Promise<void> {
  let sliceEndsMs = clock.monotonic() + sliceMs;
  for (const item of items) {
    work(item);
    if (clock.monotonic() < sliceEndsMs) continue;
    await setImmediate();
    sliceEndsMs = clock.monotonic() + sliceMs;
  }
}
