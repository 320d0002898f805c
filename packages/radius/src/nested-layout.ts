import type { AttributeDefinition } from './dictionary/attribute.ts';

/** RFC 6929: 241 to 244 are short extended attributes, 245 and 246 long ones. */
const FIRST_EXTENDED = 241;
const FIRST_LONG_EXTENDED = 245;
const LAST_EXTENDED = 246;
/** In the byte after the type of a long extended or a WiMAX attribute: the value goes on in the next one. */
export const MORE_FRAGMENTS = 0x80;

/** Where an attribute stands in the number space. */
export type Place = Pick<AttributeDefinition, 'vendor' | 'number' | 'subNumber'>;

/** A value found in a packet, and where the first attribute after it starts. */
export interface FoundValue {
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

export function isExtendedNumber(number: number): boolean {
  return number >= FIRST_EXTENDED && number <= LAST_EXTENDED;
}

export function isLongExtendedNumber(number: number): boolean {
  return number >= FIRST_LONG_EXTENDED && number <= LAST_EXTENDED;
}

/** True for attributes such as 241.4 whose second number is an extended type and not a TLV child. */
export function isExtended({ vendor, number }: Place): boolean {
  return vendor === 0 && isExtendedNumber(number);
}

/**
 * The value of the extended attribute at `at`, with the fragments of a long one joined. Undefined when it is
 * too short for its header or its fragments do not follow each other to an end (RFC 6929 §2.2).
 */
export function readExtended(packet: Buffer, at: number): FoundValue | undefined {
  const end = at + packet[at + 1]!;
  if (!isLongExtendedNumber(packet[at]!)) {
    return end - at < 4 ? undefined : { buffer: packet, start: at + 3, end, next: end };
  }
  if (end - at < 5) return undefined;
  if (!(packet[at + 3]! & MORE_FRAGMENTS)) return { buffer: packet, start: at + 4, end, next: end };
  const pieces: Buffer[] = [];
  for (let piece = at; piece < packet.length; piece += packet[piece + 1]!) {
    const pieceEnd = piece + packet[piece + 1]!;
    const continues = packet[piece] === packet[at] && packet[piece + 2] === packet[at + 2];
    if (!continues || pieceEnd - piece < 5) return undefined;
    pieces.push(packet.subarray(piece + 4, pieceEnd));
    if (!(packet[piece + 3]! & MORE_FRAGMENTS)) return joined(pieces, pieceEnd);
  }
  return undefined;
}

/** True when `[start, end)` is a sequence of TLVs that ends exactly at `end`. */
export function childrenFill(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end) {
    const length = bytes[at + 1]!;
    if (at + 2 > end || length < 2 || at + length > end) return false;
    at += length;
  }
  return end > start;
}

export function joined(pieces: readonly Buffer[], next: number): FoundValue {
  const buffer = Buffer.concat(pieces);
  return { buffer, start: 0, end: buffer.length, next };
}
