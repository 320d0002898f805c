import type { RouterosCaller } from '../client/routeros-client.ts';
import type { Row } from '../protocol/reply-sentence.ts';
import { parseRouterDate } from '../values/router-date.ts';
import { parseBoolean, parseCounter, parseWhole } from '../values/scalar.ts';
import { listItems, type ChangeOptions, type ItemId, type PrintOptions } from './menu.ts';

/** An interface and its counters, from the router's view: what it receives is what a subscriber uploads. */
export interface RouterInterface {
  readonly id: ItemId;
  readonly name: string;
  /** `ether`, `vlan`, `pppoe-in`, … */
  readonly type: string;
  readonly rxBytes: bigint | undefined;
  readonly txBytes: bigint | undefined;
  readonly isRunning: boolean;
  readonly isDynamic: boolean;
  readonly isDisabled: boolean;
  /** By the router's clock and in its zone. */
  readonly lastLinkUpMs: number | undefined;
}

const interfaces = {
  path: '/interface',
  properties: [
    '.id',
    'name',
    'type',
    'rx-byte',
    'tx-byte',
    'running',
    'dynamic',
    'disabled',
    'last-link-up-time',
  ],
  read: (row: Row): RouterInterface => ({
    id: row['.id'] ?? '',
    name: row['name'] ?? '',
    type: row['type'] ?? '',
    rxBytes: parseCounter(row['rx-byte']),
    txBytes: parseCounter(row['tx-byte']),
    isRunning: parseBoolean(row['running']) ?? false,
    isDynamic: parseBoolean(row['dynamic']) ?? false,
    isDisabled: parseBoolean(row['disabled']) ?? false,
    lastLinkUpMs: parseRouterDate(row['last-link-up-time']),
  }),
};

/** All interfaces, or those of one type: `pppoe-in` for the sessions of a PPPoE server. */
export function listInterfaces(
  client: RouterosCaller,
  { type, where, ...options }: PrintOptions & { readonly type?: string } = {},
): Promise<RouterInterface[]> {
  return listItems(client, interfaces, { ...options, where: { ...where, type } });
}

/** What passes through an interface now; upload and download are those of the subscriber behind it. */
export interface InterfaceTraffic {
  readonly name: string;
  readonly uploadBps: number;
  readonly downloadBps: number;
}

/** In one command; RouterOS takes no more. */
const MAX_MONITORED = 100;

/** Measures the traffic of some interfaces once, by name or id. A name with a comma would be two: RangeError. */
export async function monitorTraffic(
  client: RouterosCaller,
  names: readonly string[],
  options: ChangeOptions = {},
): Promise<InterfaceTraffic[]> {
  if (names.length === 0 || names.length > MAX_MONITORED || names.some((name) => name.includes(','))) {
    throw new RangeError(`from 1 to ${MAX_MONITORED} interfaces without commas are measured at once`);
  }
  const { rows } = await client.call(
    '/interface/monitor-traffic',
    { interface: names.join(','), once: '' },
    { ...options, proplist: ['name', 'rx-bits-per-second', 'tx-bits-per-second'] },
  );
  return rows.map((row) => ({
    name: row['name'] ?? '',
    uploadBps: parseWhole(row['rx-bits-per-second']) ?? 0,
    downloadBps: parseWhole(row['tx-bits-per-second']) ?? 0,
  }));
}

/** What RouterOS calls the interface and the dynamic queue of a session. */
export function sessionInterfaceName(service: string, username: string): string {
  return `<${service}-${username}>`;
}
