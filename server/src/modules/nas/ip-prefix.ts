import { isIPv4, isIPv6 } from 'node:net';

export interface IpPrefix {
  family: 4 | 6;
  /** Length of the prefix in bits. */
  bits: number;
  /** `address/bits`; PostgreSQL brings IPv6 into its shortest form. */
  text: string;
}

export type IpPrefixResult = { ok: true; prefix: IpPrefix } | { ok: false; fault: string };

const ipv4Bits = 32;
const ipv6Bits = 128;
/** The first 96 bits of `::ffff:192.0.2.1`, by which a dual-stack socket names an IPv4 peer. */
const mappedPrefix = 0xffffn;

/**
 * Reads an address or a prefix in CIDR form. A single address is a prefix of its full length. Refuses bits
 * beyond the mask, because they are nearly always a slip of the pen in one of the two numbers.
 */
export function parseIpPrefix(input: string): IpPrefixResult {
  const [address = '', length, ...rest] = input.trim().split('/');
  if (rest.length > 0) return { ok: false, fault: 'is not an address or a prefix such as 192.0.2.0/24' };
  const family = isIPv4(address) ? 4 : isIPv6(address) && !address.includes('%') ? 6 : undefined;
  if (family === undefined) {
    return { ok: false, fault: 'is not an address or a prefix such as 192.0.2.0/24 or 2001:db8::/64' };
  }
  const most = family === 4 ? ipv4Bits : ipv6Bits;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return { ok: false, fault: lengthFault(most) };
  const bits = length === undefined ? most : Number(length);
  if (bits > most) return { ok: false, fault: lengthFault(most) };
  const number = family === 4 ? ipv4Number(address) : ipv6Number(address);
  const hostBits = BigInt(most - bits);
  if ((number >> hostBits) << hostBits !== number) {
    return { ok: false, fault: `has bits beyond its length of ${bits}` };
  }
  if (family === 6 && bits >= 96 && number >> 32n === mappedPrefix) {
    const text = `${ipv4Text(number & 0xffff_ffffn)}/${bits - 96}`;
    return { ok: true, prefix: { family: 4, bits: bits - 96, text } };
  }
  return { ok: true, prefix: { family, bits, text: `${address}/${bits}` } };
}

function lengthFault(most: number): string {
  return `has a length that is not a whole number from 0 to ${most}`;
}

function ipv4Number(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function ipv4Text(number: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 0xffn).join('.');
}

function ipv6Number(address: string): bigint {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const tail = dotted ? ipv4Number(dotted[2]!) : undefined;
  const text =
    tail === undefined
      ? address
      : `${dotted![1]}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const [head = '', end] = text.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = end === undefined || end === '' ? [] : end.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
