import type { Clock, Random } from '@trunkline/kit';

/** Requests in a row without an answer until a router is taken for silent: one alone may be a lost packet. */
const strikesUntilSilent = 3;
const firstWaitMs = 2_000;
const maxWaitMs = 60_000;
/** Of a wait, so that routers which went silent together are not asked together. */
const jitter = 0.2;

/**
 * Whether one way to a router answers at the moment. While it is silent one request at a time finds out whether it still
 * is, after waits that grow; the rest waits for that one, so that a dead router costs a worker next to nothing.
 */
export class RouterSilence {
  readonly #clock: Clock;
  readonly #random: Random;
  #strikes = 0;
  #firstStrikeMs = 0;
  #lastStrikeMs = 0;
  #tries = 0;
  #retryAtMs = 0;
  #isProbing = false;

  constructor({ clock, random }: { clock: Clock; random: Random }) {
    this.#clock = clock;
    this.#random = random;
  }

  get isSilent(): boolean {
    return this.#strikes >= strikesUntilSilent;
  }

  /** A request has lately come to nothing: where there is another way to do the same, nobody waits to be sure. */
  get isInDoubt(): boolean {
    return this.#strikes > 0 && this.#clock.now() < this.#lastStrikeMs + maxWaitMs;
  }

  /** Since when nothing was answered. */
  get sinceMs(): number {
    return this.#firstStrikeMs;
  }

  /** When the next request may find out; in the past while it answers, or when the clock was set back since. */
  get retryAtMs(): number {
    return this.isSilent && this.#clock.now() >= this.#lastStrikeMs ? this.#retryAtMs : 0;
  }

  /** Whether to send now. Of a silent router one caller is told yes when it is time; say what came of it. */
  maySend(): boolean {
    if (!this.isSilent) return true;
    if (this.#isProbing || this.#clock.now() < this.retryAtMs) return false;
    this.#isProbing = true;
    return true;
  }

  answered(): void {
    this.#strikes = 0;
    this.#tries = 0;
    this.#isProbing = false;
  }

  /** Nothing came back. `isCertain`: it need not be seen three times, as for a connection that is refused. */
  unanswered({ isCertain = false } = {}): void {
    const nowMs = this.#clock.now();
    if (this.#strikes === 0) this.#firstStrikeMs = nowMs;
    this.#lastStrikeMs = nowMs;
    const wasSilent = this.isSilent;
    this.#strikes = isCertain ? strikesUntilSilent : Math.min(this.#strikes + 1, strikesUntilSilent);
    // Of requests that were on their way together the first to end sets the wait.
    if (!this.isSilent || (wasSilent && !this.#isProbing)) return;
    this.#isProbing = false;
    this.#retryAtMs = nowMs + this.#waitMs(this.#tries++);
  }

  /** The request came to nothing for a reason of our own. */
  notSent(): void {
    this.#isProbing = false;
  }

  #waitMs(tries: number): number {
    const waitMs = Math.min(firstWaitMs * 2 ** Math.min(tries, 10), maxWaitMs);
    return waitMs - this.#random.integer(Math.max(1, Math.floor(waitMs * jitter)));
  }
}
