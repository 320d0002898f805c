import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** A tenant with more NAS than this sees the health of the first ones; sums hold all. */
const mostNas = 2_000;

/** What the health of the AAA service is made of, as one statement reads it. Instants are seconds since 1970. */
export interface HealthRows {
  settings: { key: string; value: unknown }[];
  /** By minute and reason, in the order of time; an empty reason: accepted. */
  logins: { minute: number; reason: string; count: number }[];
  /** By minute and kind, in the order of time. */
  packets: { minute: number; kind: string; count: number }[];
  /** At the turn of each minute, all NAS together. */
  online: { minute: number; sessions: number }[];
  nas: NasHealthRow[];
  roles: RoleRow[];
}

export interface NasHealthRow {
  id: string;
  name: string;
  isEnabled: boolean;
  interimIntervalS: number | null;
  lastPacketAt: number | null;
  openSessions: number;
  /** By minute and reason, of the last minutes, the running one included. */
  logins: { minute: number; reason: string; count: number }[];
  packets: { minute: number; kind: string; count: number }[];
}

/** The last sign of life of a role on a node. */
export interface RoleRow {
  node: string;
  role: 'radius' | 'fold';
  version: string;
  startedAt: number;
  beatAt: number;
  stats: Record<string, unknown>;
}

export interface HealthSpan {
  tenantId: string;
  /** The first whole minute of the series. */
  from: Date;
  /** When the running minute began. */
  turn: Date;
  /** From here on NAS are told apart. */
  recentFrom: Date;
  /** A count of sessions from before this says no more who is online. */
  onlineFrom: Date;
}

/**
 * One way there and back. Each part is a range of a roll-up's key, so the cost grows with minutes and NAS, not with
 * logins, packets or sessions.
 */
export async function readHealthRows(tx: Tx, span: HealthSpan): Promise<HealthRows> {
  const { tenantId, from, turn } = span;
  const { rows } = await sql<HealthRows>`
    select
      (select coalesce(json_agg(json_build_object('key', key, 'value', value)), '[]')
        from settings.setting where tenant_id = ${tenantId}) as settings,
      (select coalesce(json_agg(json_build_object('minute', extract(epoch from minute), 'reason', reason,
          'count', total) order by minute), '[]')
        from (select minute, reason, sum(count) as total from aaa.login_minute
          where tenant_id = ${tenantId} and minute >= ${from} and minute < ${turn} group by 1, 2) l) as logins,
      (select coalesce(json_agg(json_build_object('minute', extract(epoch from minute), 'kind', kind,
          'count', total) order by minute), '[]')
        from (select p.minute, p.kind, sum(p.count) as total
          from nas.nas n join nas.packet_minute p on p.tenant_id = n.tenant_id and p.nas_id = n.id
          where n.tenant_id = ${tenantId} and p.tenant_id = ${tenantId} and p.minute >= ${from} and p.minute < ${turn}
          group by 1, 2) p) as packets,
      (select coalesce(json_agg(json_build_object('minute', extract(epoch from minute), 'sessions', sessions)
          order by minute), '[]')
        from (select minute, sum(sessions) as sessions from sessions.online_minute
          where tenant_id = ${tenantId} and minute >= ${from} and minute <= ${turn} group by 1) o) as online,
      ${nasPart(span)} as nas,
      (select coalesce(json_agg(json_build_object('node', node, 'role', role, 'version', version,
          'startedAt', extract(epoch from started_at), 'beatAt', extract(epoch from beat_at), 'stats', stats)
          order by node), '[]')
        from platform.role_status where role in ('radius', 'fold')) as roles`.execute(tx);
  return rows[0]!;
}

function nasPart({ tenantId, recentFrom, onlineFrom }: HealthSpan) {
  return sql`
    (with recent_logins as (
      select nas_id, json_agg(json_build_object('minute', extract(epoch from minute), 'reason', reason,
        'count', count)) as told
      from aaa.login_minute where tenant_id = ${tenantId} and minute >= ${recentFrom} group by 1
    ), recent_packets as (
      select nas_id, json_agg(json_build_object('minute', extract(epoch from minute), 'kind', kind,
        'count', count)) as told
      from nas.packet_minute where tenant_id = ${tenantId} and minute >= ${recentFrom} group by 1
    ), online as (
      select distinct on (nas_id) nas_id, sessions from sessions.online_minute
      where tenant_id = ${tenantId} and minute >= ${onlineFrom} order by nas_id, minute desc
    )
    select coalesce(json_agg(json_build_object('id', n.id, 'name', n.name, 'isEnabled', n.is_enabled,
        'interimIntervalS', n.interim_interval_s, 'lastPacketAt', extract(epoch from o.last_packet_at),
        'openSessions', coalesce(s.sessions, 0), 'logins', coalesce(l.told, '[]'),
        'packets', coalesce(p.told, '[]'))), '[]')
    from (select * from nas.nas where tenant_id = ${tenantId} order by lower(name) limit ${mostNas}) n
    left join nas.observation o on o.tenant_id = n.tenant_id and o.nas_id = n.id
    left join recent_logins l on l.nas_id = n.id
    left join recent_packets p on p.nas_id = n.id
    left join online s on s.nas_id = n.id)`;
}
