import type { CapturedFrame } from './read-capture.ts';

/** A UDP datagram between two places. */
export interface Datagram {
  readonly source: { readonly address: string; readonly port: number };
  readonly target: { readonly address: string; readonly port: number };
  readonly payload: Buffer;
}

const ethernet = 1;
/** BSD loopback: four bytes of the family, in the byte order of whoever wrote them. */
const loopbacks: ReadonlySet<number> = new Set([0, 108]);
const rawIp: ReadonlySet<number> = new Set([12, 14, 101, 228, 229]);
const linuxCooked = 113;
const linuxCooked2 = 276;

const vlanTypes: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);
const maxVlanTags = 4;
const udp = 17;
/** IPv6: hop-by-hop, routing and destination options stand before what is carried. */
const skippedHeaders: ReadonlySet<number> = new Set([0, 43, 60]);
const maxExtensionHeaders = 8;

/**
 * The datagram in a frame; undefined for everything else: other protocols, link layers that are not known here, pieces of
 * a fragmented packet, and frames that the capture cut short.
 */
export function readDatagram({ linkType, bytes }: CapturedFrame): Datagram | undefined {
  const packet = readLink(linkType, bytes);
  const version = packet && packet.length > 0 ? packet[0]! >> 4 : 0;
  if (version === 4) return readIpv4(packet!);
  return version === 6 ? readIpv6(packet!) : undefined;
}

/** The IP packet, behind whatever the link puts before it. */
function readLink(linkType: number, bytes: Buffer): Buffer | undefined {
  if (linkType === ethernet) return behindEtherType(bytes, 12);
  if (linkType === linuxCooked) return behindEtherType(bytes, 14);
  if (linkType === linuxCooked2) return bytes.length >= 20 ? behindTags(bytes, 0, 20) : undefined;
  if (rawIp.has(linkType)) return bytes;
  return loopbacks.has(linkType) ? bytes.subarray(4) : undefined;
}

function behindEtherType(bytes: Buffer, at: number): Buffer | undefined {
  return bytes.length >= at + 2 ? behindTags(bytes, at, at + 2) : undefined;
}

/** VLAN tags, also one in another, stand between the type and the packet. */
function behindTags(bytes: Buffer, typeAt: number, packetAt: number): Buffer | undefined {
  let type = bytes.readUInt16BE(typeAt);
  let at = packetAt;
  for (let tags = 0; vlanTypes.has(type) && tags < maxVlanTags; tags++) {
    if (bytes.length < at + 4) return undefined;
    type = bytes.readUInt16BE(at + 2);
    at += 4;
  }
  return type === 0x0800 || type === 0x86dd ? bytes.subarray(at) : undefined;
}

function readIpv4(packet: Buffer): Datagram | undefined {
  const headerLength = (packet[0]! & 0x0f) * 4;
  if (packet.length < headerLength || headerLength < 20 || packet[9] !== udp) return undefined;
  const isFragment = (packet.readUInt16BE(6) & 0x3fff) !== 0;
  if (isFragment) return undefined;
  const addresses = [packet.subarray(12, 16), packet.subarray(16, 20)].map((address) => address.join('.'));
  return readUdp(packet.subarray(headerLength), addresses);
}

function readIpv6(packet: Buffer): Datagram | undefined {
  if (packet.length < 40) return undefined;
  let next = packet[6]!;
  let at = 40;
  for (let headers = 0; skippedHeaders.has(next) && headers < maxExtensionHeaders; headers++) {
    if (packet.length < at + 8) return undefined;
    next = packet[at]!;
    at += 8 + packet[at + 1]! * 8;
  }
  if (next !== udp || packet.length < at) return undefined;
  const addresses = [packet.subarray(8, 24), packet.subarray(24, 40)].map(ipv6Text);
  return readUdp(packet.subarray(at), addresses);
}

/** In the one spelling that the system reports sources in. */
function ipv6Text(address: Buffer): string {
  const groups = Array.from({ length: 8 }, (_none, n) => address.readUInt16BE(2 * n).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

function readUdp(bytes: Buffer, [from, to]: readonly string[]): Datagram | undefined {
  if (bytes.length < 8) return undefined;
  const length = bytes.readUInt16BE(4);
  if (length < 8 || bytes.length < length) return undefined;
  return {
    source: { address: from!, port: bytes.readUInt16BE(0) },
    target: { address: to!, port: bytes.readUInt16BE(2) },
    payload: bytes.subarray(8, length),
  };
}
