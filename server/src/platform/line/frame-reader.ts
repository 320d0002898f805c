/** Bytes of the length in front of each frame. */
export const headLength = 4;

/** Cuts a stream into frames: four bytes of length, then so many of content. */
export class FrameReader {
  readonly #maxBytes: number;
  #rest: Buffer = Buffer.alloc(0);

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The frames that end in this piece. Throws RangeError for a frame that is longer than allowed. */
  *read(piece: Buffer): Generator<Buffer, void> {
    let bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    while (bytes.length >= headLength) {
      const length = bytes.readUInt32BE(0);
      if (length > this.#maxBytes)
        throw new RangeError(`a frame of ${length} bytes, more than ${this.#maxBytes}`);
      if (bytes.length < headLength + length) break;
      yield bytes.subarray(headLength, headLength + length);
      bytes = bytes.subarray(headLength + length);
    }
    this.#rest = bytes;
  }
}

/** A frame of these parts. */
export function frameOf(...parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(headLength);
  head.writeUInt32BE(parts.reduce((sum, part) => sum + part.length, 0));
  return Buffer.concat([head, ...parts]);
}
