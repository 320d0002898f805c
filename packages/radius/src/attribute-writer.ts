import { HEADER_LENGTH, MAX_PACKET_LENGTH } from './code.ts';
import type { AttributeDefinition } from './dictionary/attribute.ts';
import { vendorFormat } from './dictionary/vendors.ts';
import { isExtended, isLongExtendedNumber, MORE_FRAGMENTS } from './nested-layout.ts';
import { VENDOR_SPECIFIC, vendorHeader } from './vendor-layout.ts';

const MAX_ATTRIBUTE_VALUE = 253;

/** Lays attributes out one after the other behind room for the header. */
export class AttributeWriter {
  #at = HEADER_LENGTH;

  /** Writes a value in its vendor's or extended layout, in pieces where the attribute allows; nothing if empty. */
  write(definition: AttributeDefinition, value: Buffer): void {
    if (value.length === 0) return;
    if (definition.vendor !== 0) this.#writeVendor(definition, value);
    else if (isExtended(definition)) this.#writeExtended(definition, value);
    else if (value.length <= MAX_ATTRIBUTE_VALUE) this.#put(definition.number, NOTHING, value);
    else {
      for (let from = 0; from < value.length; from += MAX_ATTRIBUTE_VALUE) {
        this.#put(definition.number, NOTHING, value.subarray(from, from + MAX_ATTRIBUTE_VALUE));
      }
    }
  }

  /** For the two attributes whose empty value means something: Chargeable-User-Identity and echoed Proxy-State. */
  writeEvenEmpty(definition: AttributeDefinition, value: Buffer): void {
    this.#put(definition.number, NOTHING, value);
  }

  /** A copy of the packet with its header. */
  finish(code: number, identifier: number, authenticator: Uint8Array): Buffer {
    const packet = Buffer.from(scratch.subarray(0, this.#at));
    packet[0] = code;
    packet[1] = identifier;
    packet.writeUInt16BE(this.#at, 2);
    packet.set(authenticator, 4);
    return packet;
  }

  #writeVendor({ vendor, number }: AttributeDefinition, value: Buffer): void {
    const format = vendorFormat(vendor);
    const size = vendorHeader(format);
    const room = MAX_ATTRIBUTE_VALUE - 4 - size;
    for (let from = 0; from < value.length; from += room) {
      const piece = value.length <= room ? value : value.subarray(from, from + room);
      const header = vendorHeaders[size]!;
      header.writeUInt32BE(vendor);
      header.writeUIntBE(number, 4, format.typeBytes);
      if (format.lengthBytes) header[4 + format.typeBytes] = size + piece.length;
      if (format.continued) header[4 + size - 1] = from + room < value.length ? MORE_FRAGMENTS : 0;
      this.#put(VENDOR_SPECIFIC, header, piece);
    }
  }

  #writeExtended({ number, subNumber }: AttributeDefinition, value: Buffer): void {
    if (!isLongExtendedNumber(number)) return this.#put(number, Buffer.of(subNumber), value);
    const room = MAX_ATTRIBUTE_VALUE - 2;
    for (let from = 0; from < value.length; from += room) {
      const flags = from + room < value.length ? MORE_FRAGMENTS : 0;
      this.#put(number, Buffer.of(subNumber, flags), value.subarray(from, from + room));
    }
  }

  #put(number: number, header: Uint8Array, value: Uint8Array): void {
    const length = 2 + header.length + value.length;
    if (this.#at + length > MAX_PACKET_LENGTH)
      throw new RangeError(`the packet exceeds ${MAX_PACKET_LENGTH} bytes`);
    scratch[this.#at] = number;
    scratch[this.#at + 1] = length;
    scratch.set(header, this.#at + 2);
    scratch.set(value, this.#at + 2 + header.length);
    this.#at += length;
  }
}

const NOTHING = new Uint8Array(0);

/** By the size of the vendor's own header, at most four bytes of type, one of length and one of flags. */
const vendorHeaders = Array.from({ length: 7 }, (_, size) => Buffer.alloc(4 + size));

/** Shared by all writers: a packet is laid out and copied off in one synchronous step. */
const scratch = Buffer.alloc(MAX_PACKET_LENGTH);

/** How many bytes one value may have, header of its layout not counted; values sent in pieces fill a packet. */
export function maxValueLength(definition: AttributeDefinition): number {
  const { vendor, number } = definition;
  if (vendor !== 0) {
    const format = vendorFormat(vendor);
    return format.continued ? MAX_PACKET_LENGTH : MAX_ATTRIBUTE_VALUE - 4 - vendorHeader(format);
  }
  if (definition.concat || (isExtended(definition) && isLongExtendedNumber(number))) return MAX_PACKET_LENGTH;
  return isExtended(definition) ? MAX_ATTRIBUTE_VALUE - 1 : MAX_ATTRIBUTE_VALUE;
}

/** A TLV child, to stand inside its parent's value. */
export function encodeChild(subNumber: number, value: Buffer): Buffer {
  if (value.length > MAX_ATTRIBUTE_VALUE) throw new RangeError(`${value.length} bytes are more than 253`);
  return Buffer.concat([Buffer.of(subNumber, value.length + 2), value]);
}
