import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import { nasNow } from '../../aaa/index.ts';
import { findNas } from '../../nas/index.ts';
import { loadSettings } from '../../settings/index.ts';
import type { LatestSession, LineNas } from './evidence.ts';

interface SubscriberKey {
  readonly tenantId: string;
  readonly subscriberId: string;
}

type SessionRow = Omit<LatestSession, 'intervalS'> & { intervalS: number | null };

/** The session that is open, else the one that began last, the history included. */
export async function readLatestSession(
  tx: Tx,
  { tenantId, subscriberId }: SubscriberKey,
): Promise<LatestSession | null> {
  const columns = sql`id, nas_id, acct_session_id, username, mac::text as mac, host(framed_ip) as framed_ip, nas_port_id, started_at, last_seen_at,
    stopped_at, closed_by, terminate_cause, interim_interval_s`;
  const of = sql`tenant_id = ${tenantId} and subscriber_id = ${subscriberId}`;
  const { rows } = await sql<SessionRow>`
    with latest as (
      (select ${columns} from sessions.session where ${of} and stopped_at is null order by started_at desc limit 1)
      union all (select ${columns} from sessions.session where ${of} order by started_at desc limit 1)
      union all (select ${columns} from sessions.history where ${of} order by started_at desc limit 1))
    select l.*, coalesce(l.interim_interval_s, n.interim_interval_s) as interval_s
    from latest l left join nas.nas n on n.tenant_id = ${tenantId} and n.id = l.nas_id
    order by (l.stopped_at is null) desc, l.started_at desc limit 1`.execute(tx);
  const [row] = rows;
  if (!row) return null;
  const { 'radius.interimIntervalSeconds': usualS } = await loadSettings(tx, tenantId);
  return { ...row, intervalS: row.intervalS ?? usualS };
}

/** The only NAS of the tenant; undefined: there is none, or there are several. */
export async function findOnlyNas(tx: Tx, tenantId: string): Promise<string | undefined> {
  const rows = await tx
    .selectFrom('nas.nas')
    .select('id')
    .where('tenantId', '=', tenantId)
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0]!.id : undefined;
}

export async function readLineNas(
  tx: Tx,
  { tenantId, nasId, nowMs }: { tenantId: string; nasId: string; nowMs: number },
): Promise<LineNas | null> {
  const nas = await findNas(tx, { tenantId, id: nasId });
  const [now] = await nasNow(tx, { tenantId, nasId, nowMs });
  if (!nas || !now) return null;
  const { health, lastPacketAt } = now;
  return { id: nas.id, name: nas.name, health, lastPacketAt, hasApi: nas.api !== null };
}
