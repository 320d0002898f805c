import type { Datagram } from './read-datagram.ts';

/** A capture as tcpdump writes it: microseconds, this byte order unless said. */
export function captureOf(
  frames: readonly Buffer[],
  { linkType = 1, order = 'little' }: { linkType?: number; order?: 'little' | 'big' } = {},
): Buffer {
  const numbers = (...values: number[]): Buffer => {
    const bytes = Buffer.alloc(4 * values.length);
    for (const [n, value] of values.entries()) {
      if (order === 'little') bytes.writeUInt32LE(value, 4 * n);
      else bytes.writeUInt32BE(value, 4 * n);
    }
    return bytes;
  };
  const header = numbers(0xa1b2c3d4, 0, 0, 0, 262_144, linkType);
  if (order === 'little') header.writeUInt32LE(0x0004_0002, 4);
  else header.writeUInt32BE(0x0002_0004, 4);
  const records = frames.map((frame) =>
    Buffer.concat([numbers(1_760_000_000, 5, frame.length, frame.length), frame]),
  );
  return Buffer.concat([header, ...records]);
}

/** The IP packet of a datagram, IPv4 or IPv6 by its addresses. */
export function ipPacket({ source, target, payload }: Datagram): Buffer {
  const udp = Buffer.alloc(8);
  udp.writeUInt16BE(source.port, 0);
  udp.writeUInt16BE(target.port, 2);
  udp.writeUInt16BE(8 + payload.length, 4);
  const carried = Buffer.concat([udp, payload]);
  if (source.address.includes(':')) {
    const head = Buffer.from('6000000000001140', 'hex');
    head.writeUInt16BE(carried.length, 4);
    return Buffer.concat([head, ipv6Bytes(source.address), ipv6Bytes(target.address), carried]);
  }
  const head = Buffer.from('45000000000040004011000000000000'.slice(0, 24), 'hex');
  head.writeUInt16BE(20 + carried.length, 2);
  return Buffer.concat([head, ipv4Bytes(source.address), ipv4Bytes(target.address), carried]);
}

export function ethernetFrame(packet: Buffer, vlans: readonly number[] = []): Buffer {
  const tags = vlans.map((vlan) => Buffer.of(0x81, 0x00, vlan >> 8, vlan & 0xff));
  const type = packet[0]! >> 4 === 6 ? Buffer.of(0x86, 0xdd) : Buffer.of(0x08, 0x00);
  return Buffer.concat([Buffer.alloc(12, 2), ...tags, type, packet]);
}

function ipv4Bytes(address: string): Buffer {
  return Buffer.from(address.split('.').map(Number));
}

/** Written in full, without `::`. */
function ipv6Bytes(address: string): Buffer {
  return Buffer.concat(
    address.split(':').map((group) => Buffer.of(Number(`0x${group}`) >> 8, Number(`0x${group}`) & 0xff)),
  );
}
