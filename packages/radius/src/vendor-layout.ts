import { vendorFormat, type VendorFormat } from './dictionary/vendors.ts';
import { joined, MORE_FRAGMENTS, type FoundValue } from './nested-layout.ts';

export const VENDOR_SPECIFIC = 26;
/** Type and length of attribute 26 and the vendor's number. */
export const VENDOR_HEADER = 6;

/** Bytes before the value of a vendor attribute. */
export function vendorHeader(format: VendorFormat): number {
  return format.typeBytes + format.lengthBytes + (format.continued ? 1 : 0);
}

export function vendorType(packet: Buffer, at: number, format: VendorFormat): number {
  return packet.readUIntBE(at, format.typeBytes);
}

/** Whole length of the vendor attribute at `at`; without a length of its own it fills the rest. */
export function vendorLength(packet: Buffer, at: number, end: number, format: VendorFormat): number {
  return format.lengthBytes === 0 ? end - at : packet[at + format.typeBytes]!;
}

/**
 * True when the attribute 26 at `at` belongs to the vendor and its sub-attributes fill it exactly. One that
 * does not fill stays a raw attribute 26: guessing where a broken layout goes on would invent attributes.
 */
export function vendorFills(packet: Buffer, at: number, vendor: number, format: VendorFormat): boolean {
  const end = at + packet[at + 1]!;
  let inner = at + VENDOR_HEADER;
  if (inner >= end || packet.readUInt32BE(at + 2) !== vendor) return false;
  const header = vendorHeader(format);
  while (inner < end) {
    if (inner + header > end) return false;
    const length = vendorLength(packet, inner, end, format);
    if (length < header) return false;
    inner += length;
  }
  return inner === end;
}

/** A vendor attribute that starts at `at` and ends at `end`, in an attribute 26 that ends at `next`. */
interface VendorPosition {
  readonly at: number;
  readonly end: number;
  readonly next: number;
}

/**
 * Joins the pieces of a WiMAX value: each but the last has the continuation bit set and ends its attribute 26,
 * and the next attribute starts with the next piece. Undefined when the value is in one piece or broken off.
 */
export function readContinued(packet: Buffer, vendor: number, first: VendorPosition): FoundValue | undefined {
  const format = vendorFormat(vendor);
  const header = vendorHeader(format);
  const type = vendorType(packet, first.at, format);
  const pieces: Buffer[] = [];
  let piece = first;
  while (packet[piece.at + header - 1]! & MORE_FRAGMENTS) {
    const outer = piece.next;
    if (piece.end !== outer || packet[outer] !== VENDOR_SPECIFIC) return undefined;
    if (!vendorFills(packet, outer, vendor, format)) return undefined;
    const at = outer + VENDOR_HEADER;
    if (vendorType(packet, at, format) !== type) return undefined;
    pieces.push(packet.subarray(piece.at + header, piece.end));
    const next = outer + packet[outer + 1]!;
    piece = { at, end: at + vendorLength(packet, at, next, format), next };
  }
  if (pieces.length === 0 || piece.end !== piece.next) return undefined;
  pieces.push(packet.subarray(piece.at + header, piece.end));
  return joined(pieces, piece.next);
}
