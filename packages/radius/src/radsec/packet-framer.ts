import { HEADER_LENGTH, MAX_PACKET_LENGTH } from '../code.ts';

const LENGTH_AT = 2;

/**
 * Cuts a stream into packets by the length that each states (RFC 6614 §2.1). Holds at most one chunk and the piece of
 * a packet before it. Once a length cannot be, nobody knows where the next packet begins: the stream is over.
 */
export class PacketFramer {
  #held: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
  }

  /** The next whole packet in memory of its own, undefined until there is one, or `bad-length`. */
  next(): Buffer | 'bad-length' | undefined {
    const held = this.#held;
    if (held.length < LENGTH_AT + 2) return undefined;
    const length = held.readUInt16BE(LENGTH_AT);
    if (length < HEADER_LENGTH || length > MAX_PACKET_LENGTH) return 'bad-length';
    if (held.length < length) return undefined;
    this.#held = held.subarray(length);
    // A view would keep the whole chunk for as long as the request is in work.
    return Buffer.from(held.subarray(0, length));
  }

  /** A packet has begun and is not whole. */
  get isWithinPacket(): boolean {
    return this.#held.length > 0;
  }
}
