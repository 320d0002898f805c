/** How the frames of a capture begin (LINKTYPE_… of tcpdump.org). */
export type LinkType = number;

/** One frame as the capture has it; shorter than on the wire where the capture was told to cut. */
export interface CapturedFrame {
  readonly linkType: LinkType;
  readonly bytes: Buffer;
}

const headerLength = 24;
const recordLength = 16;
/** Above what any network carries: a length beyond this is no capture. */
const maxFrameLength = 262_144;
/** Microseconds and nanoseconds, each as written by a machine of either byte order. */
const magics: Readonly<Record<string, 'little' | 'big'>> = {
  d4c3b2a1: 'little',
  '4d3cb2a1': 'little',
  a1b2c3d4: 'big',
  a1b23c4d: 'big',
};

/** What was given is no capture in the format of libpcap. */
export class NoCapture extends Error {
  override readonly name = 'NoCapture';
}

/**
 * Takes a capture in the format of libpcap (`tcpdump -w -`) in pieces as they come, and gives the frames that are whole.
 * Throws NoCapture.
 */
export class CaptureReader {
  #unread: Buffer = Buffer.alloc(0);
  #order: 'little' | 'big' | undefined;
  #linkType = 0;

  *read(chunk: Buffer): Generator<CapturedFrame> {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    if (this.#order === undefined && !this.#readHeader()) return;
    let at = 0;
    try {
      while (this.#unread.length - at >= recordLength) {
        const length = this.#number(at + 8);
        if (length > maxFrameLength) throw new NoCapture(`a frame of ${length} bytes`);
        if (this.#unread.length - at < recordLength + length) break;
        const start = at + recordLength;
        at = start + length;
        yield { linkType: this.#linkType, bytes: this.#unread.subarray(start, at) };
      }
    } finally {
      this.#unread = this.#unread.subarray(at);
    }
  }

  #readHeader(): boolean {
    if (this.#unread.length < headerLength) return false;
    const order = magics[this.#unread.toString('hex', 0, 4)];
    if (!order) throw new NoCapture('it does not begin as one');
    this.#order = order;
    // The upper bits say whether frames end in a checksum.
    this.#linkType = this.#number(20) & 0xff_ff;
    this.#unread = this.#unread.subarray(headerLength);
    return true;
  }

  #number(at: number): number {
    return this.#order === 'little' ? this.#unread.readUInt32LE(at) : this.#unread.readUInt32BE(at);
  }
}
