import type { ClientLane } from './inbox.ts';

/**
 * Bounds the requests in work, overall and per client, by the same rule as the places of the `Inbox`: a client
 * may hold as many as are free. No share has to be configured.
 */
export class PendingShare<D> {
  readonly #capacity: number;
  #pending = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Takes a place, or says why there is none. */
  admit(lane: ClientLane<D>): 'queue-full' | 'client-share-full' | undefined {
    const free = this.#capacity - this.#pending;
    if (free === 0) return 'queue-full';
    if (lane.inWork >= free) return 'client-share-full';
    lane.inWork++;
    this.#pending++;
    return undefined;
  }

  /** Gives back a place that `admit` gave. */
  release(lane: ClientLane<D>): void {
    lane.inWork--;
    this.#pending--;
  }
}
