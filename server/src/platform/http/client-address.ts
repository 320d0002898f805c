import { isIPv4, isIPv6 } from 'node:net';

const mappedIpv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * An IPv4 client of a dual-stack socket arrives as ::ffff:a.b.c.d; everywhere else it is a.b.c.d. The zone
 * of a link-local address (fe80::1%eth0) is this machine's own matter, and no inet column takes it.
 */
export function plainAddress(address: string): string {
  return mappedIpv4.exec(address)?.[1] ?? address.split('%')[0]!;
}

/** What a limit counts by: one IPv4 address, or one IPv6 /64, which is what a single customer is given. */
export function limitKey(address: string): string {
  const plain = plainAddress(address);
  if (isIPv4(plain) || !isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('%')[0]!.split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? 0 : tail.split(':').length + (tail.includes('.') ? 1 : 0);
    while (groups.length + after < 8) groups.push('0');
  }
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
