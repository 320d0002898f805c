import type { Clock } from '@trunkline/kit';

const windowMs = 10_000;
/** Lines of one kind in a window; the network must not be able to fill the disk. */
const maxPerWindow = 5;
/** Kinds told apart at one time. */
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

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `tell` with the number of lines kept back since the last one, or keeps this one back. */
  tell(kind: string, tell: (keptBack: number) => void): void {
    const nowMs = this.#clock.monotonic();
    let window = this.#windows.get(kind);
    if (!window) {
      if (this.#windows.size >= maxKinds) this.#windows.clear();
      this.#windows.set(kind, (window = { endsAtMs: nowMs + windowMs, told: 0, kept: 0 }));
    }
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
}
