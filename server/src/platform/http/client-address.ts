import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4, isIPv6 } from 'node:net';

/**
 * Makes X-Forwarded-For plain before anybody reads it. Some proxies write a port behind the address, and
 * any client can write a word in front: an entry that is no address ends the chain, so that only what nearer
 * proxies have added counts.
 */
export function cleanForwardedFor({ headers }: Pick<IncomingMessage, 'headers'>): void {
  const given = headers['x-forwarded-for'];
  if (given === undefined) return;
  const entries = String(given).split(',').slice(-maxForwardedEntries).map(withoutPort);
  const firstUsable = entries.findLastIndex((entry) => entry === undefined) + 1;
  const chain = entries.slice(firstUsable);
  if (chain.length > 0) headers['x-forwarded-for'] = chain.join(', ');
  else delete headers['x-forwarded-for'];
}

/** More proxies than stand behind each other anywhere. */
const maxForwardedEntries = 20;

/** `192.0.2.1:443`, `[2001:db8::1]:443` and `[2001:db8::1]` as their addresses; undefined for no address. */
function withoutPort(entry: string): string | undefined {
  const text = entry.trim();
  const address =
    /^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/.exec(text)?.[1] ?? /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? text;
  return isIP(address) === 0 ? undefined : address;
}

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
