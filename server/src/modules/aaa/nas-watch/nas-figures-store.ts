import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** A tenant with more NAS than this sees the figures of the first ones; the list itself goes on by pages. */
const mostNas = 2_000;

/** What a packet can be that got no answer but tells of nothing wrong: the NAS asked again, or we went down. */
const harmlessKinds = ['accounting', 'superseded', 'closing'];

export interface NasCounts {
  nasId: string;
  isEnabled: boolean;
  ownInterimIntervalS: number | null;
  lastPacketAt: Date | null;
  /** Since `from`, the running minute included. */
  recent: { accepts: number; rejects: number; unanswered: number };
  /** Of the whole minutes among them. */
  whole: { logins: number; rejects: number; unanswered: number };
}

/** What each NAS was told lately. `turn`: when the running minute began. */
export async function countByNas(
  tx: Tx,
  { tenantId, nasId, from, turn }: { tenantId: string; nasId: string | undefined; from: Date; turn: Date },
): Promise<NasCounts[]> {
  const ofNas = nasId === undefined ? sql`` : sql`and nas_id = ${nasId}`;
  const { rows } = await sql<CountRow>`
    with logins as (
      select nas_id, sum(count) filter (where reason = '') as accepts, sum(count) filter (where reason <> '') as rejects,
        sum(count) filter (where minute < ${turn}) as whole_logins,
        sum(count) filter (where reason <> '' and minute < ${turn}) as whole_rejects
      from aaa.login_minute where tenant_id = ${tenantId} and minute >= ${from} ${ofNas} group by 1
    ), packets as (
      select nas_id, sum(count) as unanswered, sum(count) filter (where minute < ${turn}) as whole_unanswered
      from nas.packet_minute
      where tenant_id = ${tenantId} and minute >= ${from} and kind <> all (${harmlessKinds}::text[]) ${ofNas} group by 1
    )
    select n.id as nas_id, n.is_enabled, n.interim_interval_s, o.last_packet_at,
      coalesce(l.accepts, 0)::float8 as accepts, coalesce(l.rejects, 0)::float8 as rejects,
      coalesce(p.unanswered, 0)::float8 as unanswered, coalesce(l.whole_logins, 0)::float8 as whole_logins,
      coalesce(l.whole_rejects, 0)::float8 as whole_rejects, coalesce(p.whole_unanswered, 0)::float8 as whole_unanswered
    from nas.nas n
    left join nas.observation o on o.tenant_id = n.tenant_id and o.nas_id = n.id
    left join logins l on l.nas_id = n.id
    left join packets p on p.nas_id = n.id
    where n.tenant_id = ${tenantId} ${nasId === undefined ? sql`` : sql`and n.id = ${nasId}`}
    order by lower(n.name) limit ${mostNas}`.execute(tx);
  return rows.map((row) => ({
    nasId: row.nasId,
    isEnabled: row.isEnabled,
    ownInterimIntervalS: row.interimIntervalS,
    lastPacketAt: row.lastPacketAt,
    recent: { accepts: row.accepts, rejects: row.rejects, unanswered: row.unanswered },
    whole: { logins: row.wholeLogins, rejects: row.wholeRejects, unanswered: row.wholeUnanswered },
  }));
}

interface CountRow {
  nasId: string;
  isEnabled: boolean;
  interimIntervalS: number | null;
  lastPacketAt: Date | null;
  accepts: number;
  rejects: number;
  unanswered: number;
  wholeLogins: number;
  wholeRejects: number;
  wholeUnanswered: number;
}

export interface PacketStep {
  at: Date;
  kind: string;
  count: bigint;
}

/** Accounting and packets without an answer by step and kind, in the order of time. */
export async function countPackets(
  tx: Tx,
  {
    tenantId,
    nasId,
    from,
    to,
    stepS,
  }: { tenantId: string; nasId: string; from: Date; to: Date; stepS: number },
): Promise<PacketStep[]> {
  const { rows } = await sql<PacketStep>`
    select date_bin(make_interval(secs => ${stepS}), minute, 'epoch'::timestamptz) as at, kind, sum(count)::bigint as count
    from nas.packet_minute
    where tenant_id = ${tenantId} and nas_id = ${nasId} and minute >= ${from} and minute < ${to}
    group by 1, 2 order by 1, 2`.execute(tx);
  return rows;
}
