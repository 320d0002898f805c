import { RouterosProtocolError } from '../errors.ts';
import type { RouterosLimits } from './limits.ts';
import { decodeText } from './text.ts';
import { followingBytes, lengthBitsOf } from './word-length.ts';

type DecoderLimits = Pick<RouterosLimits, 'maxWordBytes' | 'maxSentenceWords' | 'maxSentenceBytes'>;

/** A word that is not yet whole gets room for so much, and twice as much each time that is full. */
const FIRST_ROOM_BYTES = 4096;

/**
 * Makes sentences of bytes, however they were cut on the way. Memory grows with what has arrived, never with what
 * a length claims; whatever passes a limit throws a RouterosProtocolError, after which the decoder is of no use.
 */
export class SentenceDecoder {
  readonly #limits: DecoderLimits;
  readonly #onSentence: (words: string[], bytes: number) => void;
  #words: string[] = [];
  #sentenceBytes = 0;
  /** Of the word being read: its length, as far as known, and the bytes of it still to come. */
  #length = 0;
  #lengthBytesLeft = 0;
  #isInWord = false;
  #partial: Buffer | undefined;
  #partialBytes = 0;

  constructor(limits: DecoderLimits, onSentence: (words: string[], bytes: number) => void) {
    this.#limits = limits;
    this.#onSentence = onSentence;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      at = this.#isInWord ? this.#readWord(chunk, at) : this.#readLength(chunk, at);
    }
  }

  #readLength(chunk: Buffer, at: number): number {
    const byte = chunk[at]!;
    if (this.#lengthBytesLeft > 0) {
      // Not by shifting: the five-byte form fills all 32 bits.
      this.#length = this.#length * 256 + byte;
      this.#lengthBytesLeft--;
    } else {
      this.#lengthBytesLeft = followingBytes(byte);
      this.#length = lengthBitsOf(byte);
    }
    if (this.#lengthBytesLeft === 0) this.#beginWord();
    return at + 1;
  }

  #beginWord(): void {
    if (this.#length === 0) {
      this.#endSentence();
      return;
    }
    const { maxWordBytes, maxSentenceWords, maxSentenceBytes } = this.#limits;
    if (this.#length > maxWordBytes) throw new RouterosProtocolError(`a word of ${this.#length} bytes`);
    this.#sentenceBytes += this.#length;
    if (this.#words.length >= maxSentenceWords || this.#sentenceBytes > maxSentenceBytes) {
      throw new RouterosProtocolError('a sentence without end');
    }
    this.#isInWord = true;
  }

  #readWord(chunk: Buffer, at: number): number {
    const end = Math.min(chunk.length, at + this.#length - this.#partialBytes);
    const isWhole = end - at + this.#partialBytes === this.#length;
    if (!this.#partial && isWhole) this.#endWord(chunk.subarray(at, end));
    else {
      this.#keep(chunk.subarray(at, end));
      if (isWhole) this.#endWord(this.#partial!.subarray(0, this.#length));
    }
    return end;
  }

  #keep(piece: Buffer): void {
    const needed = this.#partialBytes + piece.length;
    let room = this.#partial?.length ?? FIRST_ROOM_BYTES;
    while (room < needed) room *= 2;
    if (room !== this.#partial?.length) {
      const wider = Buffer.allocUnsafe(room);
      this.#partial?.copy(wider, 0, 0, this.#partialBytes);
      this.#partial = wider;
    }
    piece.copy(this.#partial, this.#partialBytes);
    this.#partialBytes = needed;
  }

  #endWord(bytes: Buffer): void {
    this.#words.push(decodeText(bytes));
    this.#partial = undefined;
    this.#partialBytes = 0;
    this.#isInWord = false;
  }

  #endSentence(): void {
    // A sentence of no words means nothing.
    if (this.#words.length === 0) return;
    const words = this.#words;
    const bytes = this.#sentenceBytes;
    this.#words = [];
    this.#sentenceBytes = 0;
    this.#onSentence(words, bytes);
  }
}
