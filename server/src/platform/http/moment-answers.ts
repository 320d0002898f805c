import type { Clock } from '@trunkline/kit';

const freshMs = 2_000;
const maxAnswers = 1_000;

interface Kept {
  readAtMs: number;
  answer: Promise<unknown>;
}

/**
 * Answers of pages that many have open, such as a look at every open session, kept for a moment: however many they
 * are, the look is taken once in two seconds. Of those who ask at once, one reads.
 */
export class MomentAnswers {
  readonly #clock: Clock;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `question` says what is asked, of which tenant too, in one way only. */
  of<T>(question: readonly unknown[], read: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(question);
    const nowMs = this.#clock.monotonic();
    const known = this.#kept.get(key);
    // The question names the reader, and with it the type.
    if (known && nowMs - known.readAtMs < freshMs) return known.answer as Promise<T>;
    this.#kept.delete(key);
    if (this.#kept.size >= maxAnswers) this.#kept.delete(this.#kept.keys().next().value!);
    const answer = read();
    const kept = { readAtMs: nowMs, answer };
    this.#kept.set(key, kept);
    // A failure is an answer to those who asked meanwhile, not to who asks next.
    answer.catch(() => {
      if (this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return answer;
  }
}
