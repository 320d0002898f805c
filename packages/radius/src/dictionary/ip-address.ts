import { isIPv4, isIPv6 } from 'node:net';

/** Dotted text of the four bytes at `offset`. */
export function formatIpv4(bytes: Uint8Array, offset: number): string {
  return `${bytes[offset]}.${bytes[offset + 1]}.${bytes[offset + 2]}.${bytes[offset + 3]}`;
}

/** The canonical text of RFC 5952: lower case, no leading zeros, the longest run of zero groups as `::`. */
export function formatIpv6(bytes: Uint8Array, offset: number): string {
  const groups: number[] = [];
  for (let i = 0; i < 8; i++) groups.push((bytes[offset + 2 * i]! << 8) | bytes[offset + 2 * i + 1]!);
  const run = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (run.length < 2) return hex.join(':');
  return `${hex.slice(0, run.start).join(':')}::${hex.slice(run.start + run.length).join(':')}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** Four bytes of a dotted address; throws a RangeError for anything else. */
export function parseIpv4(text: string): Buffer {
  if (!isIPv4(text)) throw new RangeError(`"${text}" is not an IPv4 address`);
  return Buffer.from(text.split('.').map(Number));
}

/** Sixteen bytes of an IPv6 address in any legal spelling without a zone; throws a RangeError otherwise. */
export function parseIpv6(text: string): Buffer {
  if (!isIPv6(text) || text.includes('%')) throw new RangeError(`"${text}" is not an IPv6 address`);
  const [head, tail] = text.split('::') as [string, string?];
  const left = groupBytes(head);
  if (tail === undefined) return left;
  const right = groupBytes(tail);
  return Buffer.concat([left, Buffer.alloc(16 - left.length - right.length), right]);
}

function groupBytes(groups: string): Buffer {
  if (groups === '') return Buffer.alloc(0);
  return Buffer.concat(
    groups
      .split(':')
      .map((group) => (group.includes('.') ? parseIpv4(group) : Buffer.from(group.padStart(4, '0'), 'hex'))),
  );
}

/** Splits `address/bits`, with the host bits of the address cleared. `size` is 4 or 16 bytes. */
export function parsePrefix(text: string, size: 4 | 16): { address: Buffer; bits: number } {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  const bits = Number(match?.[2]);
  if (!match || bits > size * 8) throw new RangeError(`"${text}" is not an address prefix`);
  const address = size === 4 ? parseIpv4(match[1]!) : parseIpv6(match[1]!);
  return { address: maskBits(address, bits), bits };
}

/** Clears, in place, every bit after the first `bits`. */
export function maskBits(address: Buffer, bits: number): Buffer {
  for (let i = 0; i < address.length; i++) {
    const kept = Math.min(8, Math.max(0, bits - i * 8));
    address[i]! &= 0xff00 >> kept;
  }
  return address;
}
