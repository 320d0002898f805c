const blockBytes = 64 * 1024;

/**
 * Memory for many small secrets that live long. Node's own pool would mix each of them with the short-lived
 * buffers of its making, and keep half a kilobyte alive for ten bytes.
 */
export class PasswordArena {
  #block = Buffer.alloc(0);
  #used = 0;

  /** A copy that stays; a block is freed when all its copies are gone. */
  keep(bytes: Uint8Array): Buffer {
    if (this.#used + bytes.length > this.#block.length) {
      this.#block = Buffer.alloc(Math.max(blockBytes, bytes.length));
      this.#used = 0;
    }
    const kept = this.#block.subarray(this.#used, this.#used + bytes.length);
    kept.set(bytes);
    this.#used += bytes.length;
    return kept;
  }
}
