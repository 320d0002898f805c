import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import { ownTtls, type SharingFacts } from './evidence/score-evidence.ts';

/** Who walks from one place to the next is kept online at the first for some minutes: that is no second device. */
const leastOverlapMinutes = 10;
/** Subscribers of one tenant that a pass judges; those of whom most is known first. */
const mostJudged = 5_000;

export interface KnownOf extends SharingFacts {
  readonly subscriberId: string;
}

/**
 * What is known of every subscriber of whom anything is: sightings of routers, devices and places of the sessions of the
 * last seven days. Sessions of the history are older.
 */
export async function readFacts(
  tx: Tx,
  { tenantId, since, timeZone }: { tenantId: string; since: Date; timeZone: string },
): Promise<KnownOf[]> {
  const { rows } = await sql<KnownOf>`
    with recent as materialized (
      select subscriber_id, nas_id, mac, started_at, coalesce(stopped_at, last_seen_at) as until
      from sessions.session
      where tenant_id = ${tenantId} and subscriber_id is not null and mac is not null
        and coalesce(stopped_at, last_seen_at) > ${since}
    ), devices as (
      select subscriber_id, max(whole)::integer as whole, max(invented)::integer as invented from (
        select subscriber_id, count(distinct mac) filter (where not ${isInvented()}) as whole,
          count(distinct mac) filter (where ${isInvented()}) as invented
        from recent group by subscriber_id, (started_at at time zone ${timeZone})::date
      ) by_day group by subscriber_id having max(whole + invented) > 4
    ), places as (
      select a.subscriber_id, floor(sum(extract(epoch from least(a.until, b.until) - greatest(a.started_at, b.started_at)))
        / 60)::integer as minutes
      from recent a join recent b on b.subscriber_id = a.subscriber_id and b.nas_id > a.nas_id and b.mac <> a.mac
        and least(a.until, b.until) - greatest(a.started_at, b.started_at) >= make_interval(mins => ${leastOverlapMinutes})
      group by a.subscriber_id
    ), seen as (
      select subscriber_id, array_agg(value) filter (where kind = 'ttl') as ttls,
        max(value) filter (where kind = 'connections') as connections
      from sharing.sighting where tenant_id = ${tenantId} and last_at > ${since} group by subscriber_id
    ), mixed as (
      select distinct a.subscriber_id from sharing.sighting a
        join sharing.sighting b using (tenant_id, subscriber_id, kind, nas_id, address, last_at)
      where a.tenant_id = ${tenantId} and a.kind = 'ttl' and a.value = ${ownTtls[0]} and b.value = ${ownTtls[1]}
        and a.last_at > ${since}
    ), known as (
      select subscriber_id from devices union select subscriber_id from places union select subscriber_id from seen
    )
    select k.subscriber_id, coalesce(e.ttls, '{}') as ttls, m.subscriber_id is not null as both_kinds_at_once,
      e.connections as connections_over,
      json_build_object('whole', coalesce(d.whole, 0), 'invented', coalesce(d.invented, 0)) as macs_in_one_day,
      coalesce(p.minutes, 0) as minutes_at_two_places, coalesce(s.max_sessions, sold.sessions, 1) as sold_sessions
    from known k
      join subscribers.subscriber s on s.tenant_id = ${tenantId} and s.id = k.subscriber_id and s.status <> 'closed'
      left join devices d using (subscriber_id)
      left join places p using (subscriber_id)
      left join seen e using (subscriber_id)
      left join mixed m using (subscriber_id)
      left join lateral (
        select max(v.max_sessions) as sessions from subscriptions.subscription b
          join plans.plan_version v on v.tenant_id = b.tenant_id and v.id = b.plan_version_id
        where b.tenant_id = s.tenant_id and b.subscriber_id = s.id and b.status = 'active'
      ) sold on true
    order by coalesce(cardinality(e.ttls), 0) desc, coalesce(p.minutes, 0) desc, coalesce(d.whole, 0) desc, k.subscriber_id
    limit ${mostJudged}`.execute(tx);
  return rows;
}

/** Whether the second bit of the first octet says that the address is nobody's, as telephones invent them. */
function isInvented() {
  return sql`(mac & '02:00:00:00:00:00'::macaddr) <> '00:00:00:00:00:00'::macaddr`;
}
