import { vendorFormat } from './dictionary/vendors.ts';
import { HEADER_LENGTH } from './code.ts';
import { childrenFill, isExtended, readExtended, type Place } from './nested-layout.ts';
import {
  readContinued,
  vendorFills,
  vendorHeader,
  vendorLength,
  vendorType,
  VENDOR_SPECIFIC,
} from './vendor-layout.ts';

/**
 * Steps through the instances of one attribute in a validated packet. After `next()` answered true the value
 * is `buffer[start, end)`: mostly the packet itself, so that reading allocates nothing but this object, and a
 * joined copy for values that are sent in fragments.
 */
export class ValueCursor {
  buffer: Buffer;
  start = 0;
  end = 0;
  readonly #packet: Buffer;
  readonly #place: Place;
  readonly #parent: ValueCursor | undefined;
  /** The next attribute of the packet. */
  #at = HEADER_LENGTH;
  /** The vendor attributes or TLV children still to be looked at, as positions in `buffer`. */
  #inner = 0;
  #innerEnd = 0;

  constructor(packet: Buffer, place: Place) {
    this.#packet = packet;
    this.buffer = packet;
    this.#place = place;
    if (place.subNumber !== 0 && !isExtended(place)) {
      this.#parent = new ValueCursor(packet, { vendor: place.vendor, number: place.number, subNumber: 0 });
    }
  }

  /** Moves to the next instance; false when there is none. */
  next(): boolean {
    if (this.#parent) return this.#nextChild(this.#parent);
    if (this.#place.vendor !== 0) return this.#nextVendor();
    if (this.#place.subNumber !== 0) return this.#nextExtended();
    return this.#nextStandard();
  }

  #nextStandard(): boolean {
    const packet = this.#packet;
    const number = this.#place.number;
    for (let at = this.#at; at < packet.length; at += packet[at + 1]!) {
      if (packet[at] !== number) continue;
      this.start = at + 2;
      this.end = this.#at = at + packet[at + 1]!;
      return true;
    }
    this.#at = packet.length;
    return false;
  }

  #nextExtended(): boolean {
    const packet = this.#packet;
    while (this.#at < packet.length) {
      const at = this.#at;
      this.#at += packet[at + 1]!;
      if (packet[at] !== this.#place.number || packet[at + 2] !== this.#place.subNumber) continue;
      const value = readExtended(packet, at);
      if (!value) continue;
      ({ buffer: this.buffer, start: this.start, end: this.end, next: this.#at } = value);
      return true;
    }
    return false;
  }

  #nextVendor(): boolean {
    const packet = this.#packet;
    const { vendor, number } = this.#place;
    const format = vendorFormat(vendor);
    for (;;) {
      while (this.#inner < this.#innerEnd) {
        const at = this.#inner;
        this.#inner += vendorLength(packet, at, this.#innerEnd, format);
        if (vendorType(packet, at, format) !== number) continue;
        this.buffer = packet;
        this.start = at + vendorHeader(format);
        this.end = this.#inner;
        if (format.continued) this.#joinContinued(at);
        return true;
      }
      const at = this.#at;
      if (at >= packet.length) return false;
      this.#at += packet[at + 1]!;
      if (packet[at] !== VENDOR_SPECIFIC || !vendorFills(packet, at, vendor, format)) continue;
      this.#inner = at + 6;
      this.#innerEnd = this.#at;
    }
  }

  /** WiMAX: gathers the pieces in the attributes that follow, as long as the continuation bit is set. */
  #joinContinued(at: number): void {
    const value = readContinued(this.#packet, this.#place.vendor, { at, end: this.#inner, next: this.#at });
    if (!value) return;
    ({ buffer: this.buffer, start: this.start, end: this.end, next: this.#at } = value);
  }

  #nextChild(parent: ValueCursor): boolean {
    for (;;) {
      while (this.#inner < this.#innerEnd) {
        const at = this.#inner;
        this.#inner += parent.buffer[at + 1]!;
        if (parent.buffer[at] !== this.#place.subNumber) continue;
        this.buffer = parent.buffer;
        this.start = at + 2;
        this.end = this.#inner;
        return true;
      }
      if (!parent.next()) return false;
      if (!childrenFill(parent.buffer, parent.start, parent.end)) continue;
      this.#inner = parent.start;
      this.#innerEnd = parent.end;
    }
  }
}
