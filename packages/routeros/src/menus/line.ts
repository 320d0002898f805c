import type { RouterosCaller } from '../client/routeros-client.ts';
import { where } from '../protocol/command-sentence.ts';
import type { Row } from '../protocol/reply-sentence.ts';
import { parseBoolean } from '../values/scalar.ts';
import { listItems, type ChangeOptions, type PrintOptions } from './menu.ts';

/** A device that a router has seen on one of its networks. */
export interface ArpEntry {
  readonly address: string;
  readonly macAddress: string | undefined;
  readonly interfaceName: string;
  /** It answered when it was last asked for. */
  readonly isComplete: boolean;
}

const arp = {
  path: '/ip/arp',
  properties: ['address', 'mac-address', 'interface', 'complete'],
  read: (row: Row): ArpEntry => ({
    address: row['address'] ?? '',
    macAddress: row['mac-address'],
    interfaceName: row['interface'] ?? '',
    isComplete: parseBoolean(row['complete']) ?? true,
  }),
};

export function listArp(client: RouterosCaller, options?: PrintOptions): Promise<ArpEntry[]> {
  return listItems(client, arp, options);
}

/** A PPPoE server: the interface on which subscribers dial. */
export interface PppoeServer {
  readonly interfaceName: string;
  readonly isDisabled: boolean;
}

const servers = {
  path: '/interface/pppoe-server/server',
  properties: ['interface', 'disabled'],
  read: (row: Row): PppoeServer => ({
    interfaceName: row['interface'] ?? '',
    isDisabled: parseBoolean(row['disabled']) ?? false,
  }),
};

export function listPppoeServers(client: RouterosCaller, options?: PrintOptions): Promise<PppoeServer[]> {
  return listItems(client, servers, options);
}

/** Whether the router itself knows a PPP user of this name, whom it then lets in without asking RADIUS. */
export async function hasPppSecret(
  client: RouterosCaller,
  name: string,
  options: ChangeOptions = {},
): Promise<boolean> {
  const { rows } = await client.call(
    '/ppp/secret/print',
    {},
    { ...options, queries: where({ name, disabled: 'false' }), proplist: ['name'] },
  );
  return rows.length > 0;
}

/** A line of the router's log. `time` is as the router writes it: of today it is the time alone. */
export interface LogLine {
  readonly time: string;
  readonly topics: string;
  readonly message: string;
}

/** The last line of the router's log that holds one of these words; RouterOS keeps a thousand in memory. */
export async function findLastLogLine(
  client: RouterosCaller,
  words: readonly string[],
  options: ChangeOptions = {},
): Promise<LogLine | undefined> {
  let last: LogLine | undefined;
  await client.call(
    '/log/print',
    {},
    {
      ...options,
      proplist: ['time', 'topics', 'message'],
      onRow: ({ time = '', topics = '', message = '' }) => {
        if (words.some((word) => message.includes(word))) last = { time, topics, message };
      },
    },
  );
  return last;
}
