import type { KnownClient } from './known-client.ts';

/**
 * Bounds the requests in work, overall and per client. A client may hold as many as there are places free
 * (dynamic thresholds, Choudhury and Hahne 1998): one alone gets half of the queue, n flooding ones get
 * 1/(n+1) each, and as much stays free for a client that comes new. No share has to be configured.
 */
export class PendingShare<D> {
  readonly #capacity: number;
  readonly #byClient = new Map<KnownClient<D>, number>();
  #pending = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Takes a place, or says why there is none. */
  admit(client: KnownClient<D>): 'queue-full' | 'client-share-full' | undefined {
    const free = this.#capacity - this.#pending;
    if (free === 0) return 'queue-full';
    const held = this.#byClient.get(client) ?? 0;
    if (held >= free) return 'client-share-full';
    this.#byClient.set(client, held + 1);
    this.#pending++;
    return undefined;
  }

  /** Gives back a place that `admit` gave. */
  release(client: KnownClient<D>): void {
    const held = this.#byClient.get(client)!;
    if (held === 1) this.#byClient.delete(client);
    else this.#byClient.set(client, held - 1);
    this.#pending--;
  }
}
