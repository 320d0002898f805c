import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import { firstSubjects, type Place } from '../terms/index.ts';
import { couldBeSessionId, type Typed } from './recognise-typed.ts';
import { mostHits } from './search-hit.ts';

/** So many are looked at to show the best of them. */
const mostLookedAt = 24;

export interface SubscriberHitRow {
  id: string;
  username: string;
  fullName: string | null;
  phones: string[];
  email: string | null;
  address: string | null;
  status: string;
  framedIp: string | null;
  macs: string[];
  planName: string | null;
  sessionId: string | null;
  sessionIp: string | null;
  sessionMac: string | null;
  sessionNasId: string | null;
}

/** The closest come first, the closed last. */
export async function findSubscribers(
  tx: Tx,
  { tenantId, places }: { tenantId: string; places: readonly [Place, ...Place[]] },
): Promise<SubscriberHitRow[]> {
  const { rows } = await sql<SubscriberHitRow>`
    with hit as materialized (
      select s.id, s.username, s.full_name, s.phones, s.email, s.address, s.status, s.framed_ip, s.macs, s.service_plan_id,
        found.place
      from (
        select id, min(place) as place
        from unnest(${firstSubjects(places, { tenantId, most: mostLookedAt })}) with ordinality as f (id, place)
        group by id
      ) found join subscribers.subscriber s on s.tenant_id = ${tenantId} and s.id = found.id
      order by s.status = 'closed', found.place limit ${mostHits}
    )
    select hit.id, hit.username, hit.full_name, hit.phones, hit.email, hit.address, hit.status, hit.framed_ip, hit.macs,
      plan.name as plan_name, open.id as session_id, open.framed_ip as session_ip, open.mac as session_mac,
      open.nas_id as session_nas_id
    from hit
      left join plans.plan plan on plan.tenant_id = ${tenantId} and plan.id = hit.service_plan_id
      left join lateral (
        select o.id, o.framed_ip, o.mac, o.nas_id from sessions.session o
        where o.tenant_id = ${tenantId} and o.subscriber_id = hit.id and o.stopped_at is null
        order by o.started_at desc limit 1) open on true
    order by hit.status = 'closed', hit.place`.execute(tx);
  return rows;
}

export interface SessionHitRow {
  id: string;
  username: string;
  acctSessionId: string;
  isOnline: boolean;
  ip: string | null;
  mac: string | null;
  nasId: string;
  nasName: string;
  subscriberId: string | null;
  fullName: string | null;
  status: string | null;
  planName: string | null;
}

/** The open ones first, then the latest; those that ended long ago are asked for by address and time. */
export async function findSessions(
  tx: Tx,
  { tenantId, typed, q, byName }: { tenantId: string; typed: Typed; q: string; byName: boolean },
): Promise<SessionHitRow[]> {
  const ways = sessionWays(typed, q, byName);
  if (ways.length === 0) return [];
  const arms = ways.map(
    ({ where, order }) => sql`(select s.id from sessions.session s
      where s.tenant_id = ${tenantId} and ${where} ${order} limit ${mostHits})`,
  );
  const { rows } = await sql<SessionHitRow>`
    select s.id, s.username, s.acct_session_id, s.stopped_at is null as is_online, coalesce(host(s.framed_ip),
      text(s.delegated_ipv6_prefix), text(s.framed_ipv6_prefix)) as ip, s.mac, s.nas_id, n.name as nas_name, s.subscriber_id,
      who.full_name, who.status, plan.name as plan_name
    from unnest(array(${sql.join(arms, sql` union `)})) found
      join sessions.session s on s.tenant_id = ${tenantId} and s.id = found
      join nas.nas n on n.tenant_id = ${tenantId} and n.id = s.nas_id
      left join subscribers.subscriber who on who.tenant_id = ${tenantId} and who.id = s.subscriber_id
      left join plans.plan plan on plan.tenant_id = ${tenantId} and plan.id = who.service_plan_id
    order by s.stopped_at is null desc, s.started_at desc limit ${mostHits}`.execute(tx);
  return rows;
}

interface SessionWay {
  where: RawBuilder<unknown>;
  order: RawBuilder<unknown>;
}

/** Each way has its own index. */
function sessionWays(typed: Typed, q: string, byName: boolean): SessionWay[] {
  const latest = sql`order by s.started_at desc`;
  const ways: SessionWay[] = [];
  if (typed.kind === 'mac') ways.push({ where: sql`s.mac = ${typed.mac}`, order: sql`order by s.id desc` });
  if (typed.kind === 'mac_prefix') {
    const before = typed.before === null ? sql`` : sql`and s.mac < ${typed.before}`;
    ways.push({ where: sql`s.stopped_at is null and s.mac >= ${typed.from} ${before}`, order: sql`` });
  }
  if (typed.kind === 'ipv4') ways.push({ where: sql`s.framed_ip = ${typed.address}::inet`, order: latest });
  if (typed.kind === 'ipv6') {
    const holding = sql`any (array(select network(set_masklen(${typed.address}::inet, bits)) from generate_series(32, 128) bits))`;
    ways.push({ where: sql`s.framed_ipv6_prefix = ${holding}`, order: latest });
    ways.push({ where: sql`s.delegated_ipv6_prefix = ${holding}`, order: latest });
  }
  if (couldBeSessionId(q)) ways.push({ where: sql`s.acct_session_id = ${q}`, order: sql`` });
  if (byName) {
    const from = sql`s.username collate "C" >= ${q} and s.username collate "C" < ${q + last}`;
    ways.push({ where: sql`s.stopped_at is null and ${from}`, order: sql`` });
  }
  return ways;
}

/** Sorts after every character that a name can go on with. */
const last = '\u{10FFFF}';

export interface NasHitRow {
  id: string;
  name: string;
  prefix: string;
  vendor: string;
  isEnabled: boolean;
  lastPacketAt: Date | null;
}

export async function findNas(
  tx: Tx,
  { tenantId, places }: { tenantId: string; places: readonly [Place, ...Place[]] },
): Promise<NasHitRow[]> {
  const { rows } = await sql<NasHitRow>`
    select n.id, n.name, n.prefix, n.vendor, n.is_enabled, o.last_packet_at
    from nas.nas n left join nas.observation o on o.tenant_id = ${tenantId} and o.nas_id = n.id
    where n.tenant_id = ${tenantId} and n.id = any (${firstSubjects(places, { tenantId, most: mostLookedAt })})
    order by lower(n.name) limit ${mostHits}`.execute(tx);
  return rows;
}
