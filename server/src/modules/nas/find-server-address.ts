import { BlockList, isIP, isIPv4 } from 'node:net';

/** Where the address that a router is to ask at comes from, the surest first. */
export const serverAddressSources = ['asked', 'setting', 'host'] as const;

export interface ServerAddress {
  address: string;
  source: (typeof serverAddressSources)[number];
}

/** Addresses under which no other machine reaches this one. */
const ownAlone = new BlockList();
ownAlone.addSubnet('127.0.0.0', 8, 'ipv4');
ownAlone.addSubnet('0.0.0.0', 8, 'ipv4');
ownAlone.addAddress('::1', 'ipv6');
ownAlone.addAddress('::', 'ipv6');

/**
 * The address at which routers reach this server: what the person says, else the tenant's setting, else the one
 * in the browser's address line, as long as it is an address of use to others. Undefined: a person has to say it;
 * a name would not do, because a router takes addresses alone, and behind a proxy it is that of the proxy.
 */
export function findServerAddress(told: {
  asked: string | undefined;
  setting: string | null;
  host: string;
}): ServerAddress | undefined {
  if (told.asked !== undefined) return { address: told.asked, source: 'asked' };
  if (told.setting !== null) return { address: told.setting, source: 'setting' };
  const host = told.host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) === 0 || ownAlone.check(host, isIPv4(host) ? 'ipv4' : 'ipv6')) return undefined;
  return { address: host, source: 'host' };
}
