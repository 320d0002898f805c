import type { SeededRandom } from '@trunkline/kit';
import { systemTimers, type TimerHandle, type Timers } from '@trunkline/radius';

/** How a network path treats each datagram; probabilities from 0 to 1, independent of each other. */
export interface PathFaults {
  readonly drop: number;
  /** Delivered twice. */
  readonly duplicate: number;
  /** Delivered after a random time within `delayMs`. */
  readonly delay: number;
  readonly delayMs: { readonly min: number; readonly max: number };
  /** Held back until the next datagram has passed. */
  readonly reorder: number;
  /** One bit of it flipped. */
  readonly corrupt: number;
}

export const NO_FAULTS: PathFaults = {
  drop: 0,
  duplicate: 0,
  delay: 0,
  delayMs: { min: 0, max: 0 },
  reorder: 0,
  corrupt: 0,
};

export interface PathCounters {
  passed: number;
  dropped: number;
  duplicated: number;
  delayed: number;
  reordered: number;
  corrupted: number;
}

/** Datagrams under way at once; beyond it they arrive at once, like those of a router with a full buffer. */
const MAX_UNDER_WAY = 100_000;
/** A datagram held back for reordering is let go after this time when no other one comes. */
const HOLD_MS = 50;

/** One direction of a network that loses, repeats, delays, reorders and damages datagrams by a seed. */
export class FaultyPath {
  readonly counters: PathCounters = {
    passed: 0,
    dropped: 0,
    duplicated: 0,
    delayed: 0,
    reordered: 0,
    corrupted: 0,
  };
  readonly #faults: PathFaults;
  readonly #random: SeededRandom;
  readonly #timers: Timers;
  readonly #underWay = new Set<TimerHandle>();
  #letGo: (() => void) | undefined;

  constructor(options: { faults: PathFaults; random: SeededRandom; timers?: Timers }) {
    this.#faults = options.faults;
    this.#random = options.random;
    this.#timers = options.timers ?? systemTimers;
  }

  /** Calls `deliver` once, several times or never, now or later. */
  pass(datagram: Buffer, deliver: (datagram: Buffer) => void): void {
    const letGoBefore = this.#letGo;
    this.#letGo = undefined;
    if (this.#happens(this.#faults.drop)) {
      this.counters.dropped++;
    } else {
      const copies = this.#happens(this.#faults.duplicate) ? 2 : 1;
      this.counters.duplicated += copies - 1;
      for (let copy = 0; copy < copies; copy++) this.#send(this.#damaged(datagram), deliver);
    }
    letGoBefore?.();
  }

  /** Forgets what is under way. */
  close(): void {
    for (const timer of this.#underWay) this.#timers.stop(timer);
    this.#underWay.clear();
    this.#letGo = undefined;
  }

  #send(datagram: Buffer, deliver: (datagram: Buffer) => void): void {
    const arrive = () => {
      this.counters.passed++;
      deliver(datagram);
    };
    if (this.#underWay.size < MAX_UNDER_WAY && this.#happens(this.#faults.delay)) {
      this.counters.delayed++;
      const { min, max } = this.#faults.delayMs;
      this.#later(min + this.#random.real() * (max - min), arrive);
    } else if (!this.#letGo && this.#happens(this.#faults.reorder)) {
      this.counters.reordered++;
      this.#hold(arrive);
    } else {
      arrive();
    }
  }

  #hold(arrive: () => void): void {
    const timer = this.#later(HOLD_MS, () => {
      this.#letGo = undefined;
      arrive();
    });
    this.#letGo = () => {
      this.#timers.stop(timer);
      this.#underWay.delete(timer);
      arrive();
    };
  }

  #later(delayMs: number, action: () => void): TimerHandle {
    const timer = this.#timers.start(delayMs, () => {
      this.#underWay.delete(timer);
      action();
    });
    this.#underWay.add(timer);
    return timer;
  }

  #damaged(datagram: Buffer): Buffer {
    if (!this.#happens(this.#faults.corrupt)) return datagram;
    this.counters.corrupted++;
    const bytes = Buffer.from(datagram);
    const bit = this.#random.integer(bytes.length * 8);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    return bytes;
  }

  /** Draws nothing for a fault that is off, so that switching one on leaves the draws of the others alone. */
  #happens(probability: number): boolean {
    return probability > 0 && this.#random.real() < probability;
  }
}
