import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** A subscriber of a tenant. */
export interface SubscriberKey {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/**
 * Makes subscribers due at once. Of several pieces of news the first that is not answered yet counts. The claim of
 * whoever is asking about one at the moment falls: the question is asked again.
 */
export async function upsertDue(
  tx: Tx,
  keys: readonly SubscriberKey[],
  { newsAt }: { newsAt: Date | null },
): Promise<void> {
  const rows = keys.map(({ tenantId, subscriberId }) => ({ t: tenantId, s: subscriberId }));
  // In the order of the key, as everybody locks these rows: two that wait for each other would be a deadlock.
  await sql`insert into enforcement.due as d (tenant_id, subscriber_id, due_at, news_at)
    select distinct t, s, '-infinity'::timestamptz, ${newsAt}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (t uuid, s uuid) order by t, s
    on conflict (tenant_id, subscriber_id) do update
    set due_at = excluded.due_at, news_at = least(d.news_at, excluded.news_at), claimed_by = null`.execute(
    tx,
  );
}

/** Those of these who have a session that a count has slowed, walled or refused. */
export async function findHeldBack(tx: Tx, keys: readonly SubscriberKey[]): Promise<SubscriberKey[]> {
  const rows = keys.map(({ tenantId, subscriberId }) => ({ t: tenantId, s: subscriberId }));
  const { rows: found } = await sql<SubscriberKey>`
    select distinct d.tenant_id, d.subscriber_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (t uuid, s uuid)
    join enforcement.session_terms d on d.tenant_id = r.t and d.subscriber_id = r.s
    where d.state <> 'ended' and d.desired_cause ->> 'code' in ('fair_use', 'quota_slow', 'walled_garden', 'refused')`.execute(
    tx,
  );
  return found;
}

/** A subscriber whom one worker asks about; `newsAt` as in the row. */
export interface ClaimedDue extends SubscriberKey {
  readonly newsAt: Date | null;
}

/** For so long nobody else asks about a claimed one; a worker that died leaves it to the next. */
const claimSeconds = 30;

/** Claims subscribers who are due, those made due by news before those by the clock. */
export async function claimDue(
  tx: Tx,
  { claim, nowMs, limit }: { claim: string; nowMs: number; limit: number },
): Promise<ClaimedDue[]> {
  const now = new Date(nowMs);
  const { rows } = await sql<ClaimedDue>`
    with picked as (
      select tenant_id, subscriber_id from enforcement.due where due_at <= ${now}::timestamptz
      order by due_at limit ${limit} for update skip locked
    )
    update enforcement.due d
    set claimed_by = ${claim}, due_at = ${now}::timestamptz + make_interval(secs => ${claimSeconds})
    from picked p where d.tenant_id = p.tenant_id and d.subscriber_id = p.subscriber_id
    returning d.tenant_id, d.subscriber_id, d.news_at`.execute(tx);
  return rows;
}

/** When to ask about a subscriber again; null: not at all, nobody is online. */
export interface NextDue extends SubscriberKey {
  readonly nextAtMs: number | null;
}

/** Writes when to ask again, where no news came since the claim. */
export async function settleDue(
  tx: Tx,
  next: readonly NextDue[],
  { claim }: { claim: string },
): Promise<void> {
  const rows = next.map(({ tenantId, subscriberId, nextAtMs }) => ({
    t: tenantId,
    s: subscriberId,
    at: nextAtMs === null ? null : new Date(nextAtMs).toISOString(),
  }));
  await sql`
    with mine as (
      select d.tenant_id, d.subscriber_id, r.at
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (t uuid, s uuid, at timestamptz)
      join enforcement.due d on d.tenant_id = r.t and d.subscriber_id = r.s
      where d.claimed_by = ${claim} order by d.tenant_id, d.subscriber_id for update of d
    ), gone as (
      delete from enforcement.due d using mine m
      where m.at is null and d.tenant_id = m.tenant_id and d.subscriber_id = m.subscriber_id
    )
    update enforcement.due d set due_at = m.at, news_at = null, claimed_by = null
    from mine m where m.at is not null and d.tenant_id = m.tenant_id and d.subscriber_id = m.subscriber_id`.execute(
    tx,
  );
}

/** Nothing is ever put off for longer; what is was put off by a clock that ran ahead. */
const furthestMs = 2 * 3_600_000;

/** Makes due whom a clock that has been set back since put off for long; answers how many. */
export async function pullBackDue(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    with ahead as (
      select tenant_id, subscriber_id from enforcement.due
      where due_at > ${new Date(nowMs + furthestMs)}::timestamptz
      order by tenant_id, subscriber_id for update
    )
    update enforcement.due d set due_at = ${new Date(nowMs)}::timestamptz
    from ahead a where d.tenant_id = a.tenant_id and d.subscriber_id = a.subscriber_id`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** The same for sessions that wait for a try. */
export async function pullBackWork(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    with ahead as (
      select tenant_id, session_id from enforcement.session_terms
      where state in ('pending', 'failed', 'ended') and next_attempt_at > ${new Date(nowMs + furthestMs)}::timestamptz
      order by tenant_id, session_id for update
    )
    update enforcement.session_terms t set next_attempt_at = ${new Date(nowMs)}::timestamptz
    from ahead a where t.tenant_id = a.tenant_id and t.session_id = a.session_id`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
