import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Whether an address lies in a prefix in CIDR form. */
export function isInPrefix(address: string, prefix: string): boolean {
  const [network = '', bits = ''] = prefix.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  if ((isIPv6(address) ? 'ipv6' : 'ipv4') !== family) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family);
  return list.check(address, family);
}

/**
 * An address of this machine inside a prefix, to send from, or undefined. All of 127.0.0.0/8 is this machine on
 * Linux, so that many NAS can be played on it.
 */
export function localAddressIn(prefix: string): string | undefined {
  const network = prefix.split('/')[0]!;
  if (isInPrefix(network, '127.0.0.0/8')) return network === '127.0.0.0' ? '127.0.0.1' : network;
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  // Link-local addresses need a zone, which a RADIUS server does not see.
  const usable = own.filter(({ address }) => !address.toLowerCase().startsWith('fe80:'));
  return ['127.0.0.1', ...usable.map(({ address }) => address)].find((address) =>
    isInPrefix(address, prefix),
  );
}

export function isLoopback(address: string): boolean {
  return isInPrefix(address, '127.0.0.0/8') || isInPrefix(address, '::1/128');
}
