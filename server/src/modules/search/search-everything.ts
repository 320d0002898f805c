import type { Database } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { readSearchPlaces, type Place } from '../terms/index.ts';
import { recogniseTyped } from './recognise-typed.ts';
import type { Hit, SearchAnswer } from './search-hit.ts';
import {
  findNas,
  findSessions,
  findSubscribers,
  type NasHitRow,
  type SessionHitRow,
  type SubscriberHitRow,
} from './search-store.ts';

/** Groups of hits for what was typed: only of what the actor may see, and a group without hits is left out. */
export async function searchEverything(
  { database }: { database: Database },
  { actor, q }: { actor: Actor; q: string },
): Promise<SearchAnswer> {
  const { tenantId } = actor;
  const typed = recogniseTyped(q);
  return database.readInTenant(tenantId, async (tx) => {
    const places = await readSearchPlaces(tx, { tenantId, q });
    const whoPlaces = actor.can('subscribers.read') ? some(places.subscriber) : undefined;
    const nasPlaces = actor.can('nas.read') ? some(places.nas) : undefined;
    const who = whoPlaces ? await findSubscribers(tx, { tenantId, places: whoPlaces }) : [];
    // The sessions of those who were found stand with them; a name that nobody has may still be online.
    const sessions = actor.can('sessions.read')
      ? await findSessions(tx, { tenantId, typed, q, byName: who.length === 0 })
      : [];
    const nas = nasPlaces ? await findNas(tx, { tenantId, places: nasPlaces }) : [];
    const groups: SearchAnswer['groups'] = [
      { kind: 'subscriber', hits: who.map((row) => subscriberHit(row, actor)) },
      { kind: 'session', hits: sessions.map((row) => sessionHit(row, actor)) },
      { kind: 'nas', hits: nas.map(nasHit) },
    ];
    return { recognised: typed.kind, groups: groups.filter(({ hits }) => hits.length > 0) };
  });
}

function some(places: Place[] | undefined): [Place, ...Place[]] | undefined {
  const [first, ...rest] = places ?? [];
  return first && [first, ...rest];
}

/** Presence and address are told by the session's own permission. */
function subscriberHit(row: SubscriberHitRow, actor: Actor): Hit {
  const seesSessions = actor.can('sessions.read');
  const facts = [row.fullName === null ? null : row.username, row.phones[0], row.email, row.address];
  return {
    ...blank,
    id: row.id,
    title: row.fullName ?? row.username,
    subtitle: facts.filter((fact): fact is string => typeof fact === 'string').slice(0, mostFacts),
    status: row.status,
    online: seesSessions ? row.sessionId !== null : null,
    planName: row.planName,
    sessionId: seesSessions ? row.sessionId : null,
    subscriberId: row.id,
    nasId: seesSessions ? row.sessionNasId : null,
    username: row.username,
    ip: (seesSessions ? row.sessionIp : null) ?? row.framedIp,
    mac: (seesSessions ? row.sessionMac : null) ?? row.macs[0] ?? null,
  };
}

/** Whose session it is, beyond the name that the router told, is told by the subscribers' permission. */
function sessionHit(row: SessionHitRow, actor: Actor): Hit {
  const seesSubscribers = actor.can('subscribers.read');
  const facts = [seesSubscribers ? row.fullName : null, row.ip, row.mac, row.nasName, row.acctSessionId];
  return {
    ...blank,
    id: row.id,
    title: row.username,
    subtitle: facts.filter((fact) => fact !== null),
    status: seesSubscribers ? row.status : null,
    online: row.isOnline,
    planName: seesSubscribers ? row.planName : null,
    sessionId: row.isOnline ? row.id : null,
    subscriberId: row.subscriberId,
    nasId: row.nasId,
    username: row.username,
    ip: row.ip,
    mac: row.mac,
  };
}

function nasHit(row: NasHitRow): Hit {
  return {
    ...blank,
    id: row.id,
    title: row.name,
    subtitle: [row.prefix, row.vendor],
    status: row.isEnabled ? 'enabled' : 'disabled',
    nasId: row.id,
    ip: row.prefix.replace(/\/(32|128)$/, ''),
    lastPacketAt: row.lastPacketAt?.toISOString() ?? null,
  };
}

const mostFacts = 3;

const blank = {
  online: null,
  planName: null,
  sessionId: null,
  subscriberId: null,
  nasId: null,
  username: null,
  ip: null,
  mac: null,
  lastPacketAt: null,
};
