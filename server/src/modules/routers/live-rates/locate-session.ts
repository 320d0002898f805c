import {
  listHotspotActive,
  listPppActive,
  RouterosTrap,
  sessionInterfaceName,
  where,
  type RouterosCaller,
} from '@trunkline/routeros';

/** A session that somebody watches. */
export interface WatchedSession {
  readonly id: string;
  readonly acctSessionId: string;
  readonly username: string;
  readonly address: string | null;
}

/** Where a router counts what a session carries. */
export type SessionPlace =
  | { readonly kind: 'interface'; readonly name: string }
  | { readonly kind: 'hotspot'; readonly user: string; readonly address: string };

/** Undefined: the router has no such session. */
export async function locateSession(
  client: RouterosCaller,
  session: WatchedSession,
): Promise<SessionPlace | undefined> {
  const { username, acctSessionId, address } = session;
  const active = await listPppActive(client, { where: { name: username } });
  const meant = active.find(({ sessionId }) => sessionId?.toLowerCase() === acctSessionId.toLowerCase());
  if (meant) {
    if (active.length === 1)
      return { kind: 'interface', name: sessionInterfaceName(meant.service, username) };
    const { rows } = await client.call(
      '/interface/pppoe-server/print',
      {},
      { proplist: ['name'], queries: where({ user: username, 'remote-address': meant.callerId }) },
    );
    const [name] = rows.map((row) => row['name']);
    return name === undefined ? undefined : { kind: 'interface', name };
  }
  if (address === null) return undefined;
  const hotspot = await isAtHotspot(client, { user: username, address });
  return hotspot ? { kind: 'hotspot', user: username, address } : undefined;
}

/** A router without a hotspot has nobody there. */
async function isAtHotspot(client: RouterosCaller, who: { user: string; address: string }): Promise<boolean> {
  try {
    return (await listHotspotActive(client, { where: who })).length > 0;
  } catch (error) {
    if (error instanceof RouterosTrap && error.message.includes('no such command')) return false;
    throw error;
  }
}
