import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { Left } from '../rows/bridge-question.ts';

/** A subscriber of a tenant. */
export interface SubscriberKey {
  readonly tenantId: string;
  readonly subscriberId: string;
}

export interface DueSubscriber extends SubscriberKey {
  /** As the rows say it now. */
  readonly volumeLeft: bigint | null;
  readonly timeLeftS: bigint | null;
}

/** What the rows of somebody say that is left of a quota that cuts. */
export function leftOf({ volumeLeft, timeLeftS }: DueSubscriber): Left {
  return { volumeBytes: toNumber(volumeLeft), timeS: toNumber(timeLeftS) };
}

function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}

/** Locks subscribers who are due, those with news before those by the clock; what another worker holds is left to it. */
export async function lockDue(
  tx: Tx,
  { nowMs, limit }: { nowMs: number; limit: number },
): Promise<DueSubscriber[]> {
  const { rows } = await sql<DueSubscriber>`
    select tenant_id, subscriber_id, volume_left, time_left_s from radius.bridged_subscriber
    where due_at <= ${new Date(nowMs)}::timestamptz order by due_at limit ${limit} for update skip locked`.execute(
    tx,
  );
  return rows;
}

export interface Settled extends SubscriberKey {
  readonly nextAtMs: number;
  readonly groupName: string | null;
  readonly volumeLeft: number | null;
  readonly timeLeftS: number | null;
  readonly isFailed: boolean;
}

/**
 * Says of subscribers whose rows were brought in step when they are looked at again, and how long their news took;
 * answers the longest of that in milliseconds, undefined: none had news.
 */
export async function settleSubscribers(tx: Tx, settled: readonly Settled[]): Promise<number | undefined> {
  if (settled.length === 0) return undefined;
  const rows = settled.map((one) => ({
    t: one.tenantId,
    s: one.subscriberId,
    at: new Date(one.nextAtMs).toISOString(),
    g: one.groupName,
    v: one.volumeLeft,
    l: one.timeLeftS,
    f: one.isFailed,
  }));
  const { rows: told } = await sql<{ lagMs: number | null }>`
    with done as (
      update radius.bridged_subscriber d set due_at = r.at, group_name = r.g, volume_left = r.v, time_left_s = r.l,
        is_failed = r.f, news_at = null,
        lag_ms = case when d.news_at is null then d.lag_ms
          else least(extract(epoch from clock_timestamp() - d.news_at) * 1000, 2147483647)::integer end,
        settled_at = case when d.news_at is null then d.settled_at else clock_timestamp() end
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as r (t uuid, s uuid, at timestamptz, g text, v bigint, l bigint, f boolean)
      where d.tenant_id = r.t and d.subscriber_id = r.s
      returning old.news_at, d.lag_ms
    )
    select max(lag_ms) filter (where news_at is not null) as lag_ms from done`.execute(tx);
  return told[0]?.lagMs ?? undefined;
}

/** There is nobody of these, or their tenant's bridge is off. */
export async function forgetSubscribers(tx: Tx, keys: readonly SubscriberKey[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map(({ tenantId, subscriberId }) => ({ t: tenantId, s: subscriberId }));
  await sql`delete from radius.bridged_subscriber d
    using json_to_recordset(${JSON.stringify(rows)}::json) as r (t uuid, s uuid)
    where d.tenant_id = r.t and d.subscriber_id = r.s`.execute(tx);
}

/** Puts in who is missing of a bridge whose everybody is due, makes the rest due, and answers whether there was one. */
export async function makeEverybodyDue(tx: Tx, { nowMs }: { nowMs: number }): Promise<boolean> {
  const { rows } = await sql<{ tenantId: string }>`
    select tenant_id from radius.bridge where is_on and everybody_is_due limit 1 for no key update skip locked`.execute(
    tx,
  );
  if (!rows[0]) return false;
  const { tenantId } = rows[0];
  await sql`insert into radius.bridged_subscriber as d (tenant_id, subscriber_id, due_at, news_at)
    select tenant_id, id, ${new Date(nowMs)}::timestamptz, clock_timestamp() from subscribers.subscriber s
    where tenant_id = ${tenantId} and (status <> 'closed' or exists (select from radius.bridged_subscriber b
      where b.tenant_id = s.tenant_id and b.subscriber_id = s.id)) order by id
    on conflict (tenant_id, subscriber_id) do update
    set due_at = least(d.due_at, excluded.due_at), news_at = least(d.news_at, excluded.news_at)`.execute(tx);
  await sql`update radius.bridge set everybody_is_due = false where tenant_id = ${tenantId}`.execute(tx);
  return true;
}

/** Nothing is put off for longer; what is was put off by a clock that ran ahead. */
export async function pullBack(
  tx: Tx,
  { nowMs, furthestMs }: { nowMs: number; furthestMs: number },
): Promise<void> {
  const now = new Date(nowMs);
  const furthest = new Date(nowMs + furthestMs);
  await sql`with ahead as (
      select tenant_id, subscriber_id from radius.bridged_subscriber where due_at > ${furthest}::timestamptz
      order by tenant_id, subscriber_id for update
    )
    update radius.bridged_subscriber d set due_at = ${now}::timestamptz
    from ahead a where d.tenant_id = a.tenant_id and d.subscriber_id = a.subscriber_id`.execute(tx);
  await sql`with ahead as (
      select tenant_id, name from radius.bridged_group where due_at > ${furthest}::timestamptz
      order by tenant_id, name for update
    )
    update radius.bridged_group g set due_at = ${now}::timestamptz
    from ahead a where g.tenant_id = a.tenant_id and g.name = a.name`.execute(tx);
}
