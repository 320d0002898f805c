import { BlockList, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * Why this server does not connect to an address that is said to be a router's; undefined: it does. Whoever may edit a
 * NAS chooses where we connect to. Routers are in private networks, so these must be allowed; what only this machine
 * or its link can reach is where the product, its database and a cloud's metadata are. An operator whose routers run
 * on the machine itself, as those of a demonstration do, allows it for the installation.
 */
export function forbiddenRouterAddress(
  address: string,
  { mayBeLocal }: { mayBeLocal: boolean },
): string | undefined {
  if (mayBeLocal) return undefined;
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  if (neverRouters.check(address, family))
    return 'is an address of this machine, of its link, or of no single host';
  if (family === 'ipv6' && wrapsIpv4.check(address, family)) return 'hides an IPv4 address: write that';
  return isOfThisMachine(address, family) ? 'is an address of this machine' : undefined;
}

const neverRouters = blockList([
  '0.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/3',
  '::/127',
  'fe80::/10',
  'ff00::/8',
]);

/** Mapped, compatible, NAT64, 6to4 and Teredo: each is another way to write an address that is refused above. */
const wrapsIpv4 = blockList([
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2002::/16',
  '2001::/32',
]);

function blockList(prefixes: readonly string[]): BlockList {
  const list = new BlockList();
  for (const prefix of prefixes) {
    const [network = '', bits] = prefix.split('/');
    list.addSubnet(network, Number(bits), isIPv6(network) ? 'ipv6' : 'ipv4');
  }
  return list;
}

/** Asked each time: addresses come and go while a server runs. */
function isOfThisMachine(address: string, family: 'ipv4' | 'ipv6'): boolean {
  const own = new BlockList();
  for (const addresses of Object.values(networkInterfaces())) {
    for (const one of addresses ?? []) own.addAddress(one.address, one.family === 'IPv6' ? 'ipv6' : 'ipv4');
  }
  return own.check(address, family);
}
