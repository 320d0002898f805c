/** Some 400 replies; a slab is free again when the last of them is forgotten, five seconds after its first. */
const SLAB_BYTES = 64 * 1024;

/** Room for many replies, counted so that it can be used again. */
export interface ReplySlab {
  readonly bytes: Buffer;
  used: number;
  kept: number;
}

/**
 * Memory for the bytes of replies. Each reply a buffer of its own would cost more than its bytes do, and buffers
 * that live for seconds are freed only when the garbage collector comes to the old generation, long after
 * they have piled up. Slabs are used again instead, so that memory stays at what the busiest time needed.
 */
export class ReplySlabs {
  readonly #free: ReplySlab[] = [];
  #current: ReplySlab = newSlab();

  /** Copies the reply to `slab.used`, where it ends when this returns. */
  keep(reply: Uint8Array): ReplySlab {
    if (this.#current.used + reply.length > SLAB_BYTES) {
      this.#recycle(this.#current);
      this.#current = this.#free.pop() ?? newSlab();
    }
    const slab = this.#current;
    slab.bytes.set(reply, slab.used);
    slab.used += reply.length;
    slab.kept++;
    return slab;
  }

  /** One of the replies of this slab is not needed any more. */
  forget(slab: ReplySlab): void {
    slab.kept--;
    if (slab !== this.#current) this.#recycle(slab);
  }

  #recycle(slab: ReplySlab): void {
    if (slab.kept > 0) return;
    slab.used = 0;
    this.#free.push(slab);
  }
}

function newSlab(): ReplySlab {
  return { bytes: Buffer.allocUnsafeSlow(SLAB_BYTES), used: 0, kept: 0 };
}
