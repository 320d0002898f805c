import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '@trunkline/kit';

const tickMs = 10;
/** What could not be sent in time, because too much was outstanding, is made up for this long only. */
const maxBehindMs = 1_000;

/** Calls `send` so many times a second while `isWanted`; `send` answers false when it cannot just now. */
export async function sendSteadily(
  perSecond: number,
  { isWanted, send }: { isWanted: () => boolean; send: () => boolean },
): Promise<void> {
  let due = 0;
  let lastMs = systemClock.monotonic();
  while (isWanted()) {
    await delay(tickMs);
    const nowMs = systemClock.monotonic();
    due = Math.min(due + ((nowMs - lastMs) * perSecond) / 1_000, (maxBehindMs * perSecond) / 1_000);
    lastMs = nowMs;
    while (due >= 1 && send()) due--;
  }
}
