import type { AttributeDefinition } from './dictionary/attribute.ts';
import { authenticatorRule, HEADER_LENGTH, MAX_PACKET_LENGTH } from './code.ts';
import { readAttributes, type PacketAttribute } from './read-attributes.ts';
import { decodeValue, type TaggedValue } from './tagged-value.ts';
import { ValueCursor } from './value-cursor.ts';

/** Why a datagram is not a RADIUS packet. All of them mean: drop it without an answer (RFC 2865 §3). */
export type PacketFault =
  | 'too-short'
  | 'unknown-code'
  | 'length-below-header'
  | 'truncated'
  | 'too-long'
  | 'attribute-type-zero'
  | 'attribute-length'
  | 'attribute-overrun'
  | 'too-many-attributes';

export interface DecodeLimits {
  /** Attributes in one packet, against packets made to be slow to read. */
  readonly maxAttributes: number;
}

export type DecodeResult =
  { readonly ok: true; readonly packet: Packet } | { readonly ok: false; readonly fault: PacketFault };

export const DEFAULT_LIMITS: DecodeLimits = { maxAttributes: 200 };

/**
 * Checks a datagram and copies it into a `Packet`. Never throws, whatever the bytes. Bytes after the length the
 * header states are padding and dropped. Attributes this library does not know, or whose length does not fit
 * their type, are no fault: they stay reachable as raw bytes.
 */
export function decodePacket(datagram: Uint8Array, limits: DecodeLimits = DEFAULT_LIMITS): DecodeResult {
  return Packet.decode(datagram, limits);
}

/** Like `decodePacket` without the copy: for a datagram that nobody else holds or changes. */
export function adoptPacket(datagram: Buffer): DecodeResult {
  return Packet.adopt(datagram, DEFAULT_LIMITS);
}

/**
 * A validated packet over its own copy of the received bytes. Values are decoded when they are asked for;
 * nothing is allocated per attribute before that.
 *
 * `packet.get(UserName)` is `string | undefined`, `packet.get(FramedIpAddress)` likewise, and so on: the
 * definition states the type.
 */
export class Packet {
  /** The packet without padding. Do not change it. */
  readonly bytes: Buffer;

  private constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  static decode(datagram: Uint8Array, limits: DecodeLimits): DecodeResult {
    const fault = findFault(datagram, limits);
    if (fault !== undefined) return { ok: false, fault };
    return { ok: true, packet: new Packet(Buffer.from(datagram.subarray(0, statedLength(datagram)))) };
  }

  static adopt(datagram: Buffer, limits: DecodeLimits): DecodeResult {
    const fault = findFault(datagram, limits);
    if (fault !== undefined) return { ok: false, fault };
    const length = statedLength(datagram);
    return {
      ok: true,
      packet: new Packet(length === datagram.length ? datagram : datagram.subarray(0, length)),
    };
  }

  get code(): number {
    return this.bytes[0]!;
  }

  get identifier(): number {
    return this.bytes[1]!;
  }

  /** The 16 bytes of the header; a view. */
  get authenticator(): Buffer {
    return this.bytes.subarray(4, HEADER_LENGTH);
  }

  /**
   * The first instance whose bytes fit the attribute's type, or undefined. Hidden attributes (User-Password,
   * MPPE keys) are undefined here: read them with `revealAttribute`. For pieces of one value (EAP-Message) it
   * is the whole value.
   */
  get<T>(definition: AttributeDefinition<T>): T | undefined {
    return this.getTagged(definition)?.value;
  }

  /** Like `get`, with the RFC 2868 tag; the tag is 0 where there is none. */
  getTagged<T>(definition: AttributeDefinition<T>): TaggedValue<T> | undefined {
    if (definition.hiding !== 0) return undefined;
    if (definition.concat) {
      const whole = this.raw(definition);
      return whole && decodeValue(definition, whole, 0, whole.length);
    }
    const cursor = new ValueCursor(this.bytes, definition);
    while (cursor.next()) {
      const found = decodeValue(definition, cursor.buffer, cursor.start, cursor.end);
      if (found) return found;
    }
    return undefined;
  }

  /** Every instance that fits the type, in the order of the packet. */
  getAll<T>(definition: AttributeDefinition<T>): T[] {
    return this.getAllTagged(definition).map((found) => found.value);
  }

  getAllTagged<T>(definition: AttributeDefinition<T>): TaggedValue<T>[] {
    if (definition.hiding !== 0) return [];
    const values: TaggedValue<T>[] = [];
    if (definition.concat) {
      const whole = this.getTagged(definition);
      return whole ? [whole] : [];
    }
    const cursor = new ValueCursor(this.bytes, definition);
    while (cursor.next()) {
      const found = decodeValue(definition, cursor.buffer, cursor.start, cursor.end);
      if (found) values.push(found);
    }
    return values;
  }

  /** True when the attribute is there at all, even empty or with bytes that do not fit its type. */
  has(definition: AttributeDefinition): boolean {
    if (isStandard(definition)) return findStandard(this.bytes, definition.number) > 0;
    return new ValueCursor(this.bytes, definition).next();
  }

  /** The bytes of the first instance (of all, joined, for EAP-Message and its like), tag included; a view. */
  raw(definition: AttributeDefinition): Buffer | undefined {
    if (definition.concat) {
      const pieces = this.rawAll(definition);
      return pieces.length > 1 ? Buffer.concat(pieces) : pieces[0];
    }
    if (isStandard(definition)) {
      const at = findStandard(this.bytes, definition.number);
      return at > 0 ? this.bytes.subarray(at + 2, at + this.bytes[at + 1]!) : undefined;
    }
    const cursor = new ValueCursor(this.bytes, definition);
    return cursor.next() ? cursor.buffer.subarray(cursor.start, cursor.end) : undefined;
  }

  /** The bytes of every instance, in the order of the packet. */
  rawAll(definition: AttributeDefinition): Buffer[] {
    const values: Buffer[] = [];
    const cursor = new ValueCursor(this.bytes, definition);
    while (cursor.next()) values.push(cursor.buffer.subarray(cursor.start, cursor.end));
    return values;
  }

  /** Every attribute with its numbers and raw value, vendor attributes taken apart; for display and tools. */
  attributes(): Generator<PacketAttribute> {
    return readAttributes(this.bytes);
  }
}

/** True for what is most often asked for, and found without a cursor. */
function isStandard({ vendor, subNumber }: AttributeDefinition): boolean {
  return vendor === 0 && subNumber === 0;
}

/** Where the first attribute of this number starts; 0 when there is none. */
function findStandard(packet: Buffer, number: number): number {
  for (let at = HEADER_LENGTH; at < packet.length; at += packet[at + 1]!) {
    if (packet[at] === number) return at;
  }
  return 0;
}

function statedLength(datagram: Uint8Array): number {
  return (datagram[2]! << 8) | datagram[3]!;
}

function findFault(datagram: Uint8Array, limits: DecodeLimits): PacketFault | undefined {
  if (datagram.length < HEADER_LENGTH) return 'too-short';
  if (authenticatorRule(datagram[0]!) === undefined) return 'unknown-code';
  const length = statedLength(datagram);
  if (length < HEADER_LENGTH) return 'length-below-header';
  if (length > MAX_PACKET_LENGTH) return 'too-long';
  if (length > datagram.length) return 'truncated';
  let count = 0;
  for (let at = HEADER_LENGTH; at < length; at += datagram[at + 1]!) {
    if (datagram[at] === 0) return 'attribute-type-zero';
    if (at + 2 > length) return 'attribute-overrun';
    if (datagram[at + 1]! < 2) return 'attribute-length';
    if (at + datagram[at + 1]! > length) return 'attribute-overrun';
    if (++count > limits.maxAttributes) return 'too-many-attributes';
  }
  return undefined;
}
