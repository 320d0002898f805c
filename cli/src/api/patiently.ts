import { setTimeout as sleep } from 'node:timers/promises';
import { ApiRefusal } from './call.ts';

/** How often a request that came too early is made again. */
const MAX_TRIES = 30;
const DEFAULT_WAIT_S = 2;
const MAX_WAIT_S = 60;

/** Makes a request again while the server says that there are too many, or that its database is away. */
export async function patiently<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await request();
    } catch (error) {
      const mayWait = error instanceof ApiRefusal && (error.status === 429 || error.status === 503);
      if (!mayWait || tries === MAX_TRIES) throw error;
      const seconds = Math.min(error.retryAfterSeconds ?? DEFAULT_WAIT_S, MAX_WAIT_S);
      await sleep(seconds * 1000, undefined, { signal });
    }
  }
}
