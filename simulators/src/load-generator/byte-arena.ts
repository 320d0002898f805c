const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * Many small byte strings in few large buffers, each found again by its number. A buffer of its own for each
 * would leave the collector hundreds of thousands of objects to walk through in the middle of a measurement.
 */
export class ByteArena {
  readonly #chunks: Buffer[] = [];
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];
  #used = CHUNK_BYTES;

  get count(): number {
    return this.#starts.length;
  }

  /** Keeps a copy, of at most 4 MiB, and answers its number: 0 for the first. */
  append(bytes: Uint8Array): number {
    if (this.#used + bytes.length > CHUNK_BYTES) {
      this.#chunks.push(Buffer.allocUnsafeSlow(CHUNK_BYTES));
      this.#used = 0;
    }
    this.#chunks.at(-1)!.set(bytes, this.#used);
    this.#starts.push((this.#chunks.length - 1) * CHUNK_BYTES + this.#used);
    this.#lengths.push(bytes.length);
    this.#used += bytes.length;
    return this.#starts.length - 1;
  }

  /** A view of the bytes with this number. */
  at(number: number): Buffer {
    const start = this.#starts[number]!;
    const offset = start % CHUNK_BYTES;
    const chunk = this.#chunks[(start - offset) / CHUNK_BYTES]!;
    return chunk.subarray(offset, offset + this.#lengths[number]!);
  }
}
