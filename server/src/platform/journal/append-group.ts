import { recordChecksum, recordHeaderLength } from './segment.ts';

/** Called once per record: without a refusal when a sync covers it. */
export type AppendDone<Refusal> = (refusal: Refusal | undefined) => void;

/** Records gathered for one write and one sync, as they will stand in the segment. */
export class AppendGroup<Refusal> {
  readonly #bytes: Buffer;
  readonly #seed: number;
  readonly #waiting: AppendDone<Refusal>[] = [];
  #length = 0;

  constructor(capacityBytes: number, seed: number) {
    this.#bytes = Buffer.alloc(capacityBytes);
    this.#seed = seed;
  }

  get records(): number {
    return this.#waiting.length;
  }

  /** The bytes to write; a view. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Copies the record in, or answers false when there is no room. */
  add(record: Uint8Array, done: AppendDone<Refusal>): boolean {
    const end = this.#length + recordHeaderLength + record.length;
    if (end > this.#bytes.length) return false;
    this.#bytes.writeUInt32BE(record.length, this.#length);
    this.#bytes.writeUInt32BE(recordChecksum(this.#seed, record), this.#length + 4);
    this.#bytes.set(record, this.#length + recordHeaderLength);
    this.#length = end;
    this.#waiting.push(done);
    return true;
  }

  /** Tells every appender the outcome and empties the group. */
  settle(refusal: Refusal | undefined): void {
    const waiting = this.#waiting.splice(0);
    this.#length = 0;
    for (const done of waiting) done(refusal);
  }
}
