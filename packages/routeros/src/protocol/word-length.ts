import { RouterosProtocolError } from '../errors.ts';

/** How many bytes the length of a word takes, by the length. */
export function lengthBytesOf(length: number): number {
  if (length < 0x80) return 1;
  if (length < 0x4000) return 2;
  if (length < 0x20_0000) return 3;
  return length < 0x1000_0000 ? 4 : 5;
}

/** Writes the length of a word in the shortest form, and gives the offset behind it. */
export function writeLength(target: Uint8Array, offset: number, length: number): number {
  let at = offset;
  const bytes = lengthBytesOf(length);
  const marks = [0, 0, 0x80, 0xc0, 0xe0, 0xf0];
  if (bytes === 5) target[at++] = 0xf0;
  for (let left = Math.min(bytes, 4); left > 0; left--) {
    const mark = left === bytes ? marks[bytes]! : 0;
    target[at++] = ((length >>> (8 * (left - 1))) & 0xff) | mark;
  }
  return at;
}

/** How many bytes follow a first length byte; from 0xF8 on they are control bytes that nobody may use. */
export function followingBytes(first: number): number {
  if (first < 0x80) return 0;
  if (first < 0xc0) return 1;
  if (first < 0xe0) return 2;
  if (first < 0xf0) return 3;
  if (first < 0xf8) return 4;
  throw new RouterosProtocolError(`0x${first.toString(16)} is no length`);
}

/** What a first length byte itself says of the length. */
export function lengthBitsOf(first: number): number {
  return first & ([0x7f, 0x3f, 0x1f, 0x0f, 0x00][followingBytes(first)] ?? 0);
}
