import {
  listHotspotActive,
  parseDuration,
  RouterosTrap,
  sessionInterfaceName,
  where,
  type PppActive,
  type RouterosCaller,
  type Row,
} from '@trunkline/routeros';
import type { Octets } from './session-estimate.ts';

/** A session as its router tells it. */
export interface ToldSession {
  readonly username: string;
  /** Acct-Session-Id in lower case; undefined of hotspots, which do not tell it. */
  readonly acctSessionId: string | undefined;
  readonly address: string | undefined;
  readonly uptimeS: number | undefined;
  /** Undefined: it is there, and its counters cannot be told from another's. */
  readonly octets: Octets | undefined;
}

export interface ToldSessions {
  readonly sessions: readonly ToldSession[];
  /** False: the router has no hotspot package. */
  readonly hasHotspot: boolean;
}

interface Options {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** All sessions of a router with their counters: one print for each kind, whatever their number. */
export async function readSessions(
  client: RouterosCaller,
  { asksHotspot, ...options }: Options & { readonly asksHotspot: boolean },
): Promise<ToldSessions> {
  // The counters come first: what is in the list but not among them has begun meanwhile.
  const [interfaces, hotspot] = await Promise.all([
    readCounters(client, 'pppoe', options),
    asksHotspot ? readHotspot(client, options) : undefined,
  ]);
  const active = await readActive(client, options);
  const services = new Set(active.map(({ service }) => service).filter((service) => service !== 'pppoe'));
  await Promise.all(
    [...services].map(async (service) => {
      for (const [name, octets] of await readCounters(client, service, options)) interfaces.set(name, octets);
    }),
  );
  const nameOf = await interfaceNames(client, { active, interfaces, options });
  const sessions = active.map((session): ToldSession => {
    const name = nameOf(session);
    return {
      username: session.name,
      acctSessionId: session.sessionId?.toLowerCase(),
      address: session.address,
      uptimeS: session.uptimeS,
      octets: name === undefined ? undefined : interfaces.get(name),
    };
  });
  return { sessions: hotspot ? [...sessions, ...hotspot] : sessions, hasHotspot: hotspot !== undefined };
}

/** Of a session what it is matched and counted by; thousands are held at once. */
type ActiveSession = Pick<PppActive, 'name' | 'service' | 'callerId' | 'address' | 'sessionId' | 'uptimeS'>;

async function readActive(client: RouterosCaller, options: Options): Promise<ActiveSession[]> {
  const active: ActiveSession[] = [];
  await client.call(
    '/ppp/active/print',
    {},
    {
      ...options,
      proplist: ['name', 'service', 'caller-id', 'address', 'session-id', 'uptime'],
      onRow: (row) =>
        void active.push({
          name: row['name'] ?? '',
          service: row['service'] ?? '',
          callerId: row['caller-id'],
          address: row['address'],
          sessionId: row['session-id']?.replace(/^0x/i, ''),
          uptimeS: parseDuration(row['uptime']),
        }),
    },
  );
  return active;
}

/** What the router receives is what the subscriber uploads. */
async function readCounters(
  client: RouterosCaller,
  service: string,
  options: Options,
): Promise<Map<string, Octets>> {
  const counters = new Map<string, Octets>();
  await client.call(
    '/interface/print',
    {},
    {
      ...options,
      queries: where({ type: `${service}-in` }),
      proplist: ['name', 'rx-byte', 'tx-byte'],
      onRow: (row) => {
        const uploadBytes = Number(row['rx-byte']);
        const downloadBytes = Number(row['tx-byte']);
        if (row['name'] === undefined || !isCount(uploadBytes) || !isCount(downloadBytes)) return;
        counters.set(row['name'], { uploadBytes, downloadBytes });
      },
    },
  );
  return counters;
}

/** Undefined: the router knows no such menu. */
async function readHotspot(client: RouterosCaller, options: Options): Promise<ToldSession[] | undefined> {
  try {
    const active = await listHotspotActive(client, options);
    return active.map((session) => {
      const octets = { uploadBytes: Number(session.bytesIn), downloadBytes: Number(session.bytesOut) };
      return {
        username: session.user,
        acctSessionId: undefined,
        address: session.address,
        uptimeS: session.uptimeS,
        octets: isCount(octets.uploadBytes) && isCount(octets.downloadBytes) ? octets : undefined,
      };
    });
  } catch (error) {
    if (isUnknownMenu(error)) return undefined;
    throw error;
  }
}

/**
 * Which interface is a session's. It bears the user's name; the second one of a user has a number behind it, and an
 * interface that somebody made by hand has any name: then the router is asked whose is whose.
 */
async function interfaceNames(
  client: RouterosCaller,
  {
    active,
    interfaces,
    options,
  }: { active: readonly ActiveSession[]; interfaces: ReadonlyMap<string, Octets>; options: Options },
): Promise<(session: ActiveSession) => string | undefined> {
  const usual = active.map(({ service, name }) => sessionInterfaceName(service, name));
  const isPlain = new Set(usual).size === active.length && usual.every((name) => interfaces.has(name));
  if (isPlain) return ({ service, name }) => sessionInterfaceName(service, name);
  const count = Map.groupBy(usual, (name) => name);
  const served = await readServed(client, options);
  return ({ service, name, callerId }) => {
    if (service === 'pppoe' && served) return served.get(`${callerId ?? ''} ${name}`);
    const own = sessionInterfaceName(service, name);
    return count.get(own)?.length === 1 && interfaces.has(own) ? own : undefined;
  };
}

/** The interfaces of the PPPoE server by device and user; undefined: it has none, only tunnels. */
async function readServed(
  client: RouterosCaller,
  options: Options,
): Promise<Map<string, string> | undefined> {
  const names = new Map<string, string>();
  const onRow = (row: Row): void => {
    const { name, user = '', 'remote-address': device = '' } = row;
    if (name !== undefined) names.set(`${device} ${user}`, name);
  };
  const proplist = ['name', 'user', 'remote-address'];
  try {
    await client.call('/interface/pppoe-server/print', {}, { ...options, proplist, onRow });
    return names;
  } catch (error) {
    if (isUnknownMenu(error)) return undefined;
    throw error;
  }
}

function isUnknownMenu(error: unknown): boolean {
  return error instanceof RouterosTrap && error.message.includes('no such command');
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
