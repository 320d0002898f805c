import type { DatagramSource, RadiusRequest } from '@trunkline/radius';
import type { SnapshotNas } from '../snapshot/snapshot-entries.ts';

/**
 * The address that tells the router of a session from the others behind one NAS. Over TLS a router may come back from
 * anywhere in the midst of a session: there it is the one at which the NAS says that it is, and takes its orders.
 */
export function routerOf({ client, source }: Pick<RadiusRequest<SnapshotNas>, 'client' | 'source'>): string {
  const { transport, prefix } = client.data;
  return transport === 'radsec' ? firstAddress(prefix) : plainSource(source);
}

/** Where packets come from, without the zone (`%eth0`) that a socket adds to a link-local address. */
export function plainSource({ address }: Pick<DatagramSource, 'address'>): string {
  const zoneAt = address.indexOf('%');
  return zoneAt < 0 ? address : address.slice(0, zoneAt);
}

/** Of a NAS that is one router, its address. */
export function firstAddress(prefix: string): string {
  const endsAt = prefix.indexOf('/');
  return endsAt < 0 ? prefix : prefix.slice(0, endsAt);
}
