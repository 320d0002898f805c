import { slotAt, type Timeline } from './timeline.ts';

/** What is recorded of one subscriber. */
export interface RecordedUsage {
  readonly days: readonly {
    readonly day: string;
    readonly downloadBytes: number;
    readonly uploadBytes: number;
    readonly sessionTimeS: number;
  }[];
  /** Sessions as start and end, one after the other: [from, to, from, to …]. */
  readonly sessionsMs: readonly number[];
}

/** The same by slot of a timeline. The arrays are used again for the next subscriber. */
export interface SpreadUsage {
  readonly downloadBytes: Float64Array;
  readonly uploadBytes: Float64Array;
  readonly sessionTimeS: Float64Array;
}

/** Room for the slots of a timeline, and how to fill it. */
export class UsageSpreader {
  readonly #timeline: Timeline;
  readonly #spread: SpreadUsage;
  readonly #presentMs: Float64Array;

  constructor(timeline: Timeline) {
    const slots = timeline.curve.length;
    this.#timeline = timeline;
    this.#presentMs = new Float64Array(slots);
    this.#spread = {
      downloadBytes: new Float64Array(slots),
      uploadBytes: new Float64Array(slots),
      sessionTimeS: new Float64Array(slots),
    };
  }

  /**
   * A day's bytes go to the hours in which the subscriber had a session, as the tenant's own traffic lay over these
   * hours; where no session of the day is known, over all its hours; where no traffic is, evenly. Its session time goes
   * where the sessions were. The sums of each day stay what they are.
   */
  spread({ days, sessionsMs }: RecordedUsage): SpreadUsage {
    const { placeOfDay, firstSlotOfDay } = this.#timeline;
    const { downloadBytes, uploadBytes, sessionTimeS } = this.#spread;
    for (const filled of [downloadBytes, uploadBytes, sessionTimeS, this.#presentMs]) filled.fill(0);
    this.#markPresence(sessionsMs);
    for (const usage of days) {
      const place = placeOfDay.get(usage.day);
      if (place === undefined) continue;
      const slots = { from: firstSlotOfDay[place]!, to: firstSlotOfDay[place + 1]! };
      const bytesWeight = this.#bytesWeight(slots);
      const timeWeight = this.#sum(slots, this.#presence) > 0 ? this.#presence : this.#length;
      share(downloadBytes, slots, usage.downloadBytes, bytesWeight);
      share(uploadBytes, slots, usage.uploadBytes, bytesWeight);
      share(sessionTimeS, slots, usage.sessionTimeS, timeWeight);
    }
    return this.#spread;
  }

  #markPresence(sessionsMs: readonly number[]): void {
    const { startsMs } = this.#timeline;
    const [beginMs, endMs] = [startsMs[0]!, startsMs.at(-1)!];
    for (let place = 0; place < sessionsMs.length; place += 2) {
      const fromMs = Math.max(sessionsMs[place]!, beginMs);
      const toMs = Math.min(sessionsMs[place + 1]!, endMs);
      if (fromMs >= toMs) continue;
      for (let slot = slotAt(this.#timeline, fromMs); startsMs[slot]! < toMs; slot++) {
        this.#presentMs[slot]! += Math.min(toMs, startsMs[slot + 1]!) - Math.max(fromMs, startsMs[slot]!);
      }
    }
  }

  readonly #presence = (slot: number): number => this.#presentMs[slot]!;
  readonly #traffic = (slot: number): number => this.#timeline.curve[slot]!;
  readonly #both = (slot: number): number => this.#presence(slot) * this.#traffic(slot);
  readonly #length = (slot: number): number => {
    const { startsMs } = this.#timeline;
    return startsMs[slot + 1]! - startsMs[slot]!;
  };

  /** The first that says anything about the day. */
  #bytesWeight(slots: Slots): (slot: number) => number {
    const weights = [this.#both, this.#presence, this.#traffic];
    return weights.find((weight) => this.#sum(slots, weight) > 0) ?? this.#length;
  }

  #sum({ from, to }: Slots, weight: (slot: number) => number): number {
    let sum = 0;
    for (let slot = from; slot < to; slot++) sum += weight(slot);
    return sum;
  }
}

interface Slots {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

function share(
  into: Float64Array,
  { from, to }: Slots,
  amount: number,
  weight: (slot: number) => number,
): void {
  if (amount === 0) return;
  let all = 0;
  for (let slot = from; slot < to; slot++) all += weight(slot);
  for (let slot = from; slot < to; slot++) into[slot] = (amount * weight(slot)) / all;
}
