import type { Clock } from '@trunkline/kit';

const windowMs = 10_000;
/** Lines of one kind in a window; the network must not be able to fill the disk. */
const maxPerWindow = 5;
/** Kinds told apart in a window; those beyond are one. */
const maxKinds = 1_000;

interface Window {
  endsAtMs: number;
  told: number;
  kept: number;
}

/** Lets the first few lines of each kind through and counts the rest, which the next line then mentions. */
export class BoundedNotices {
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();
  readonly #beyond: Window = { endsAtMs: -Infinity, told: 0, kept: 0 };
  #emptiedAtMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#emptiedAtMs = clock.monotonic();
  }

  /** Calls `tell` with the number of lines kept back since the last one, or keeps this one back. */
  tell(kind: string, tell: (keptBack: number) => void): void {
    const nowMs = this.#clock.monotonic();
    const window = this.#windows.get(kind) ?? this.#begin(kind, nowMs);
    if (nowMs >= window.endsAtMs) {
      window.endsAtMs = nowMs + windowMs;
      window.told = 0;
    }
    if (window.told >= maxPerWindow) {
      window.kept++;
      return;
    }
    window.told++;
    const { kept } = window;
    window.kept = 0;
    tell(kept);
  }

  /** Emptied no more often than once in a window, or many kinds in turn would each begin anew. */
  #begin(kind: string, nowMs: number): Window {
    if (this.#windows.size >= maxKinds) {
      if (nowMs < this.#emptiedAtMs + windowMs) return this.#beyond;
      this.#windows.clear();
      this.#emptiedAtMs = nowMs;
    }
    const window = { endsAtMs: nowMs + windowMs, told: 0, kept: 0 };
    this.#windows.set(kind, window);
    return window;
  }
}
