import { sql } from 'kysely';
import { plainArray, type Tx } from '../../../platform/db/index.ts';
import type { QueuedRow } from './queued-row.ts';

/** The queue among the journals: how far it is folded holds the clock of stale sessions as theirs does. */
export const queueJournalId = '00000000-0000-4000-8000-667265657261';

/** Why a row cannot be folded. `unknown_nas` is looked at again when the tenant's NAS change. */
export type SetAsideReason = string;

/** Names a row of the queue. */
export interface QueueKey {
  readonly tenantId: string;
  readonly id: string;
}

/** Rows of several tenants: a FreeRADIUS that floods the queue waits for itself alone. */
export interface QueueShare {
  readonly rows: QueuedRow[];
  /** Everything written before this instant is among the rows or was folded before; null: nothing waits behind them. */
  readonly allBefore: Date | null;
}

/** The oldest rows of each tenant that has any, in equal parts of `limit`. */
export async function readQueue(tx: Tx, limit: number): Promise<QueueShare> {
  const tenants = await readWaitingTenants(tx, limit);
  if (tenants.length === 0) return { rows: [], allBefore: null };
  const share = Math.max(1, Math.floor(limit / tenants.length));
  const { rows } = await sql<QueuedRow>`
    select ${columns} from unnest(${plainArray(tenants)}::uuid[]) as t (tenant_id)
    cross join lateral (
      select * from radius.accounting_queue w
      where w.tenant_id = t.tenant_id and w.set_aside is null order by w.id limit ${share}
    ) q ${nasOfRow}
    order by q.id`.execute(tx);
  return { rows, allBefore: allBefore(rows, share) };
}

/** These rows, as far as they still wait. */
export async function readQueued(tx: Tx, keys: readonly QueueKey[]): Promise<QueuedRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<QueuedRow>`
    select ${columns} from unnest(${plainArray(keys.map((key) => key.tenantId))}::uuid[],
      ${plainArray(keys.map((key) => key.id))}::bigint[]) as k (tenant_id, id)
    join radius.accounting_queue q on q.tenant_id = k.tenant_id and q.id = k.id and q.set_aside is null
    ${nasOfRow} order by q.id`.execute(tx);
  return rows;
}

export async function removeQueued(tx: Tx, keys: readonly QueueKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`delete from radius.accounting_queue q
    using unnest(${plainArray(keys.map((key) => key.tenantId))}::uuid[],
      ${plainArray(keys.map((key) => key.id))}::bigint[]) as k (tenant_id, id)
    where q.tenant_id = k.tenant_id and q.id = k.id`.execute(tx);
}

export async function setQueuedAside(
  tx: Tx,
  keys: readonly (QueueKey & { readonly reason: SetAsideReason })[],
): Promise<void> {
  if (keys.length === 0) return;
  await sql`update radius.accounting_queue q set set_aside = k.reason
    from unnest(${plainArray(keys.map((key) => key.tenantId))}::uuid[],
      ${plainArray(keys.map((key) => key.id))}::bigint[],
      ${plainArray(keys.map((key) => key.reason))}::text[]) as k (tenant_id, id, reason)
    where q.tenant_id = k.tenant_id and q.id = k.id`.execute(tx);
}

/** Puts rows whose NAS the tenant has meanwhile entered back into line; answers how many. */
export async function bringBackKnownNas(tx: Tx, limit: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update radius.accounting_queue q set set_aside = null
    from (
      select w.tenant_id, w.id from (
        select distinct tenant_id, nas_address from radius.accounting_queue where set_aside = 'unknown_nas'
      ) a join radius.accounting_queue w on w.tenant_id = a.tenant_id and w.nas_address = a.nas_address
      where w.set_aside = 'unknown_nas' and exists (
        select from nas.nas n where n.tenant_id = a.tenant_id and n.prefix >>= a.nas_address)
      order by w.id limit ${limit} for update of w skip locked
    ) known
    where q.tenant_id = known.tenant_id and q.id = known.id returning q.id`.execute(tx);
  return rows.length;
}

export interface QueueDepth {
  readonly waiting: number;
  /** Null: nothing waits. */
  readonly oldestAt: Date | null;
  readonly setAside: number;
}

/** A longer queue than this is told as this long. */
const maxCounted = 100_000;

/** Of all tenants, or of the one whose rows the transaction sees. */
export async function readQueueDepth(tx: Tx): Promise<QueueDepth> {
  const { rows } = await sql<QueueDepth>`
    select count(*)::integer as waiting, min(recorded_at) as oldest_at, (
        select count(*)::integer from (
          select from radius.accounting_queue where set_aside is not null limit ${maxCounted}
        ) a
      ) as set_aside
    from (select recorded_at from radius.accounting_queue where set_aside is null limit ${maxCounted}) w`.execute(
    tx,
  );
  return rows[0]!;
}

export async function isQueueWaiting(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ isWaiting: boolean }>`
    select exists (select from radius.accounting_queue where set_aside is null) as is_waiting`.execute(tx);
  return rows[0]!.isWaiting;
}

/** Whether any FreeRADIUS has ever written anything. */
export async function wasQueueEverUsed(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ isUsed: boolean }>`
    select exists (select from radius.accounting_queue) or exists (
      select from sessions.journal_position where journal_id = ${queueJournalId}) as is_used`.execute(tx);
  return rows[0]!.isUsed;
}

const columns = sql`q.tenant_id, q.id::text as id, q.kind, q.at, q.recorded_at, host(q.nas_address) as nas_address,
  n.nas_id, q.acct_session_id, q.username, q.nas_port_id, q.calling_station_id, q.called_station_id,
  host(q.framed_ip) as framed_ip, network(q.framed_ipv6_prefix)::text as framed_ipv6_prefix,
  network(q.delegated_ipv6_prefix)::text as delegated_ipv6_prefix, q.session_time_s, q.input_octets, q.output_octets,
  q.terminate_cause, q.class`;

/** As a packet finds its NAS: the longest prefix of the tenant that holds the address. */
const nasOfRow = sql`left join lateral (
    select n.id as nas_id from nas.nas n
    where n.tenant_id = q.tenant_id and n.prefix >>= q.nas_address order by masklen(n.prefix) desc limit 1
  ) n on true`;

/** One after the other along the index: the queue of one may be long, and the tenants are few. */
async function readWaitingTenants(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ tenantId: string }>`
    with recursive waiting as (
      (select tenant_id from radius.accounting_queue where set_aside is null order by tenant_id limit 1)
      union all
      select (select q.tenant_id from radius.accounting_queue q
        where q.set_aside is null and q.tenant_id > w.tenant_id order by q.tenant_id limit 1)
      from waiting w where w.tenant_id is not null
    )
    select tenant_id from waiting where tenant_id is not null limit ${limit}`.execute(tx);
  return rows.map((row) => row.tenantId);
}

/** Behind the last row of a tenant that has used its whole share there may be more. */
function allBefore(rows: readonly QueuedRow[], share: number): Date | null {
  const taken = new Map<string, { count: number; last: Date }>();
  for (const { tenantId, recordedAt } of rows) {
    taken.set(tenantId, { count: (taken.get(tenantId)?.count ?? 0) + 1, last: recordedAt });
  }
  const unfinished = [...taken.values()].filter(({ count }) => count >= share);
  if (unfinished.length === 0) return null;
  return unfinished.reduce((least, { last }) => (last < least ? last : least), unfinished[0]!.last);
}
