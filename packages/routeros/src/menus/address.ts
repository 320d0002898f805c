import type { RouterosCaller } from '../client/routeros-client.ts';
import type { Row } from '../protocol/reply-sentence.ts';
import { parseDuration } from '../values/duration.ts';
import { parseBoolean, parseList, parseWhole } from '../values/scalar.ts';
import { list, text } from './fields.ts';
import { createMenu, listItems, type Fields, type ItemId, type PrintOptions } from './menu.ts';

/** Addresses that the router gives to its clients. */
export interface AddressPool {
  readonly id: ItemId;
  readonly name: string;
  /** `10.0.0.2-10.0.0.254`. */
  readonly ranges: readonly string[];
  readonly nextPool: string | undefined;
  /** Counted by the router itself, from some 7.x on. */
  readonly total: number | undefined;
  readonly used: number | undefined;
}

/** What may be written of a pool. */
export interface AddressPoolInput {
  readonly name: string;
  readonly ranges: readonly string[];
  readonly nextPool?: string | undefined;
  readonly comment?: string | undefined;
}

const poolFields: Fields<AddressPoolInput> = {
  name: text('name'),
  ranges: list('ranges'),
  nextPool: text('next-pool'),
  comment: text('comment'),
};

export const addressPools = createMenu({
  path: '/ip/pool',
  fields: poolFields,
  properties: ['.id', 'name', 'ranges', 'next-pool', 'total', 'used'],
  read: (row: Row): AddressPool => ({
    id: row['.id'] ?? '',
    name: row['name'] ?? '',
    ranges: parseList(row['ranges']),
    nextPool: row['next-pool'] === 'none' ? undefined : row['next-pool'],
    total: parseWhole(row['total']),
    used: parseWhole(row['used']),
  }),
});

/** Who has an address of the router's DHCP server, or may have it. */
export interface DhcpLease {
  readonly id: ItemId;
  readonly address: string | undefined;
  readonly macAddress: string | undefined;
  readonly activeAddress: string | undefined;
  readonly server: string | undefined;
  readonly hostName: string | undefined;
  /** `waiting`, `offered`, `bound`, … */
  readonly status: string;
  readonly expiresAfterS: number | undefined;
  readonly rateLimit: string | undefined;
  readonly agentCircuitId: string | undefined;
  readonly agentRemoteId: string | undefined;
  readonly isRadius: boolean;
  readonly isDynamic: boolean;
}

const leases = {
  path: '/ip/dhcp-server/lease',
  properties: [
    '.id',
    'address',
    'mac-address',
    'active-address',
    'server',
    'host-name',
    'status',
    'expires-after',
    'rate-limit',
    'agent-circuit-id',
    'agent-remote-id',
    'radius',
    'dynamic',
  ],
  read: (row: Row): DhcpLease => ({
    id: row['.id'] ?? '',
    address: row['address'],
    macAddress: row['mac-address'],
    activeAddress: row['active-address'],
    server: row['server'],
    hostName: row['host-name'],
    status: row['status'] ?? '',
    expiresAfterS: parseDuration(row['expires-after']),
    rateLimit: row['rate-limit'] || undefined,
    agentCircuitId: row['agent-circuit-id'],
    agentRemoteId: row['agent-remote-id'],
    isRadius: parseBoolean(row['radius']) ?? false,
    isDynamic: parseBoolean(row['dynamic']) ?? false,
  }),
};

export function listDhcpLeases(client: RouterosCaller, options?: PrintOptions): Promise<DhcpLease[]> {
  return listItems(client, leases, options);
}
