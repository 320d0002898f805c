import {
  radiusEntries,
  listPppoeServers,
  readClock,
  readPppAaa,
  readRadiusIncoming,
  readResource,
  readUserRights,
  RouterosTrap,
  type PppAaa,
  type RadiusEntry,
  type RadiusIncoming,
  type RouterosClient,
  type RouterosVersion,
  type UserRights,
} from '@trunkline/routeros';
import { canWrite } from '../../routers/index.ts';

/** What a router tells of itself; undefined: it does not say, or we may not ask. */
export interface RouterFacts {
  readonly version: string;
  readonly parsedVersion: RouterosVersion | undefined;
  /** How far its clock is ahead of ours, with the way there and back taken for nothing. */
  readonly clockAheadMs: number | undefined;
  readonly mayWrite: boolean;
  readonly rights: UserRights | undefined;
  readonly incoming: RadiusIncoming;
  readonly ppp: PppAaa;
  /** Undefined: it does not say. */
  readonly servesPppoe: boolean | undefined;
  readonly entries: readonly RadiusEntry[];
  readonly hasCertificate: boolean;
}

/** Asks a router for all that the doctor judges; changes nothing there. */
export async function examineRouter(
  client: RouterosClient,
  { username, nowMs }: { username: string; nowMs: () => number },
): Promise<RouterFacts> {
  const [resource, clock, mayWrite, rights, incoming, ppp, servers, entries] = await Promise.all([
    readResource(client),
    readClock(client).then(({ atMs }) => (atMs === undefined ? undefined : atMs - nowMs())),
    canWrite(client),
    whereAllowed(() => readUserRights(client, username)),
    readRadiusIncoming(client),
    readPppAaa(client),
    whereAllowed(() => listPppoeServers(client)),
    radiusEntries.list(client),
  ]);
  return {
    version: resource.version,
    parsedVersion: resource.parsedVersion,
    clockAheadMs: clock,
    mayWrite,
    rights,
    incoming,
    ppp,
    servesPppoe: servers?.some(({ isDisabled }) => !isDisabled),
    entries,
    hasCertificate: client.fingerprint !== undefined,
  };
}

async function whereAllowed<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RouterosTrap) return undefined;
    throw error;
  }
}
