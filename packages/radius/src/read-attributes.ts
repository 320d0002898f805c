import { HEADER_LENGTH } from './code.ts';
import { vendorFormat } from './dictionary/vendors.ts';
import { isExtendedNumber, readExtended } from './nested-layout.ts';
import {
  readContinued,
  vendorFills,
  vendorHeader,
  vendorLength,
  vendorType,
  VENDOR_HEADER,
  VENDOR_SPECIFIC,
} from './vendor-layout.ts';

/** One attribute as it stands in a packet. */
export interface PacketAttribute {
  readonly vendor: number;
  readonly number: number;
  /** The extended type for 241 to 246, else 0: TLV values are left whole. */
  readonly subNumber: number;
  /** A view of the packet, or the joined fragments. */
  readonly value: Buffer;
}

/**
 * Every attribute of a validated packet in order. Attributes 26 are taken apart by their vendor's layout;
 * those that do not fill exactly, and extended attributes with a broken layout, come out as they stand.
 */
export function* readAttributes(packet: Buffer): Generator<PacketAttribute> {
  for (let at = HEADER_LENGTH; at < packet.length;) {
    const number = packet[at]!;
    const end = at + packet[at + 1]!;
    const extended = isExtendedNumber(number) ? readExtended(packet, at) : undefined;
    if (extended) {
      const value = extended.buffer.subarray(extended.start, extended.end);
      yield { vendor: 0, number, subNumber: packet[at + 2]!, value };
      at = extended.next;
    } else if (number === VENDOR_SPECIFIC && isWellFormed(packet, at)) {
      at = yield* readVendor(packet, at);
    } else {
      yield { vendor: 0, number, subNumber: 0, value: packet.subarray(at + 2, end) };
      at = end;
    }
  }
}

function isWellFormed(packet: Buffer, at: number): boolean {
  if (packet[at + 1]! <= VENDOR_HEADER) return false;
  const vendor = packet.readUInt32BE(at + 2);
  return vendor !== 0 && vendorFills(packet, at, vendor, vendorFormat(vendor));
}

/** Yields the vendor attributes of one attribute 26 and returns where reading goes on. */
function* readVendor(packet: Buffer, outer: number): Generator<PacketAttribute, number> {
  const vendor = packet.readUInt32BE(outer + 2);
  const format = vendorFormat(vendor);
  const next = outer + packet[outer + 1]!;
  for (let at = outer + VENDOR_HEADER; at < next;) {
    const end = at + vendorLength(packet, at, next, format);
    const number = vendorType(packet, at, format);
    const whole = format.continued ? readContinued(packet, vendor, { at, end, next }) : undefined;
    if (whole) {
      yield { vendor, number, subNumber: 0, value: whole.buffer };
      return whole.next;
    }
    yield { vendor, number, subNumber: 0, value: packet.subarray(at + vendorHeader(format), end) };
    at = end;
  }
  return next;
}
