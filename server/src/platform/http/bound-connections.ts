import type { Server } from 'node:http';
import { BlockList, isIPv6, type Socket } from 'node:net';
import { limitKey, plainAddress } from './client-address.ts';
import { connectionsPerAddress } from './limits.ts';

/**
 * Closes connections of one address beyond its bound, so that a sender who holds many open takes no file
 * descriptor from the others. Trusted proxies speak for many and have no such bound.
 */
export function boundConnections(server: Server, trustedProxies: readonly string[]): void {
  const proxies = prefixesOf(trustedProxies);
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = plainAddress(socket.remoteAddress ?? '');
    if (proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return;
    const key = limitKey(address);
    const count = (open.get(key) ?? 0) + 1;
    if (count > connectionsPerAddress) {
      socket.destroy();
      return;
    }
    open.set(key, count);
    socket.once('close', () => {
      const left = open.get(key)! - 1;
      if (left === 0) open.delete(key);
      else open.set(key, left);
    });
  });
}

function prefixesOf(texts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const text of texts) {
    const [address = '', length] = text.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (length === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(length), family);
  }
  return list;
}
