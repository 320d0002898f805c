import type { RouterosCaller } from '../client/routeros-client.ts';
import { parseDuration } from '../values/duration.ts';
import { parseWhole } from '../values/scalar.ts';
import { parseVersion, type RouterosVersion } from '../values/version.ts';
import type { ChangeOptions } from './menu.ts';

/** How a router is doing. What it did not say is undefined. */
export interface SystemResource {
  /** `7.15.3 (stable)`. */
  readonly version: string;
  readonly parsedVersion: RouterosVersion | undefined;
  readonly boardName: string | undefined;
  readonly uptimeS: number | undefined;
  readonly cpuPercent: number | undefined;
  readonly cpuCount: number | undefined;
  readonly freeMemoryBytes: number | undefined;
  readonly totalMemoryBytes: number | undefined;
}

export async function readResource(
  client: RouterosCaller,
  options: ChangeOptions = {},
): Promise<SystemResource> {
  const proplist = [
    'version',
    'board-name',
    'uptime',
    'cpu-load',
    'cpu-count',
    'free-memory',
    'total-memory',
  ];
  const { rows } = await client.call('/system/resource/print', {}, { ...options, proplist });
  const row = rows[0] ?? {};
  const version = row['version'] ?? '';
  return {
    version,
    parsedVersion: parseVersion(version),
    boardName: row['board-name'],
    uptimeS: parseDuration(row['uptime']),
    cpuPercent: parseWhole(row['cpu-load']),
    cpuCount: parseWhole(row['cpu-count']),
    freeMemoryBytes: parseWhole(row['free-memory']),
    totalMemoryBytes: parseWhole(row['total-memory']),
  };
}

/** The name of the router, which is its NAS-Identifier; also the cheapest question there is. */
export async function readIdentity(client: RouterosCaller, options: ChangeOptions = {}): Promise<string> {
  const { rows } = await client.call('/system/identity/print', {}, { ...options, proplist: ['name'] });
  return rows[0]?.['name'] ?? '';
}

/** One probe of a ping; `timeMs` is undefined when nothing came back, and `status` says why. */
export interface PingProbe {
  readonly host: string;
  readonly timeMs: number | undefined;
  readonly status: string | undefined;
}

const MAX_PROBES = 20;
const HOST = /^[0-9a-z.:%_-]{1,253}$/i;

/** Pings from the router. The user there needs the policy `test`. */
export async function ping(
  client: RouterosCaller,
  { address, count }: { readonly address: string; readonly count: number },
  options: ChangeOptions = {},
): Promise<PingProbe[]> {
  if (!HOST.test(address)) throw new RangeError(`${JSON.stringify(address)} is no address`);
  if (!Number.isInteger(count) || count < 1 || count > MAX_PROBES) {
    throw new RangeError(`from 1 to ${MAX_PROBES} probes are sent`);
  }
  const { rows } = await client.call('/tool/ping', { address, count: String(count) }, options);
  return rows.map((row) => {
    const seconds = parseDuration(row['time']);
    return {
      host: row['host'] ?? '',
      timeMs: seconds === undefined ? undefined : seconds * 1_000,
      status: row['status'],
    };
  });
}
