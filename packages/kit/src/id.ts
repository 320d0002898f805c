import type { Clock } from './clock.ts';
import { systemClock } from './clock.ts';
import { cryptoRandom, type Random } from './random.ts';

/** A value of type `T` that is not interchangeable with another kind of `T`. */
export type Branded<T, Name extends string> = T & { readonly __brand: Name };

/**
 * A UUID version 7 (RFC 9562): 48 bits of milliseconds, then random, so that new rows land at the
 * right edge of an index and a time range is an id range.
 */
export function uuidv7(clock: Clock = systemClock, random: Random = cryptoRandom): string {
  const bytes = new Uint8Array(16);
  random.fill(bytes);
  const ms = clock.now();
  bytes[0] = ms / 2 ** 40;
  bytes[1] = ms / 2 ** 32;
  bytes[2] = ms / 2 ** 24;
  bytes[3] = ms / 2 ** 16;
  bytes[4] = ms / 2 ** 8;
  bytes[5] = ms;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return formatUuid(bytes);
}

/** The text form of 16 bytes at `offset`. */
export function formatUuid(bytes: Uint8Array, offset = 0): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset + offset, 16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The 16 bytes of a UUID in text form; throws RangeError on anything else. */
export function parseUuid(text: string): Buffer {
  const bytes = Buffer.allocUnsafe(16);
  writeUuid(bytes, 0, text);
  return bytes;
}

/** Writes the 16 bytes of a UUID in text form at `offset`, as `parseUuid` reads them, and makes nothing on the way. */
export function writeUuid(target: Uint8Array, offset: number, text: string): void {
  let at = 0;
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) {
      if (text.charCodeAt(at++) !== dash) throw new RangeError('not a UUID');
    }
    const high = hexValues[text.charCodeAt(at)] ?? -1;
    const low = hexValues[text.charCodeAt(at + 1)] ?? -1;
    if (high < 0 || low < 0) throw new RangeError('not a UUID');
    target[offset + index] = high * 16 + low;
    at += 2;
  }
  if (text.length !== at) throw new RangeError('not a UUID');
}

const dash = 0x2d;
/** By character code; -1: no hexadecimal digit. */
const hexValues = Int8Array.from({ length: 128 }, (_, code) => {
  const value = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(value) ? -1 : value;
});
