import type { WalledGardenAddressInput, WalledGardenHostInput } from '@trunkline/routeros';
import { ourComment } from '../zones/zone-objects.ts';

/** As the tenant keeps it: a host or `*.` and a domain, or a prefix with or without protocol and port. */
export interface RouterGardenEntry {
  readonly host: string | null;
  readonly prefix: string | null;
  readonly protocol: string | null;
  readonly port: number | null;
}

export interface GardenRules {
  readonly hosts: readonly WalledGardenHostInput[];
  readonly addresses: readonly WalledGardenAddressInput[];
}

/**
 * A host goes by its addresses, which lets HTTPS through as well; a domain can only go by the names that the hotspot's
 * proxy sees. Hotspots of RouterOS have IPv4 alone.
 */
export function gardenRules(entries: readonly RouterGardenEntry[]): GardenRules {
  const hosts: WalledGardenHostInput[] = [];
  const addresses: WalledGardenAddressInput[] = [];
  for (const { host, prefix, protocol, port } of entries) {
    if (host?.startsWith('*.')) hosts.push({ action: 'allow', dstHost: host, comment: ourComment });
    else if (host !== null) addresses.push({ action: 'accept', dstHost: host, comment: ourComment });
    else if (prefix !== null && !prefix.includes(':')) {
      addresses.push({
        action: 'accept',
        dstAddress: withoutLength(prefix),
        protocol: protocol ?? undefined,
        dstPort: port === null ? undefined : String(port),
        comment: ourComment,
      });
    }
  }
  return { hosts, addresses };
}

/** A single address has no length behind it on a router. */
export function withoutLength(prefix: string): string {
  return prefix.replace(/\/32$/, '');
}
