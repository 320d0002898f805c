import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { CustomAttribute } from '../plans/index.ts';
import type { LoginWindow } from './login-window.ts';
import type { Credential, MacBinding, ServiceLabel, Subscriber, SubscriberStatus } from './subscriber.ts';

interface SubscriberKey {
  tenantId: string;
  id: string;
}

export async function findSubscriber(
  tx: Tx,
  { tenantId, id }: SubscriberKey,
): Promise<Subscriber | undefined> {
  const row = await tx
    .selectFrom('subscribers.subscriber')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toSubscriber(row);
}

/**
 * The subscriber, locked until the transaction ends. Whoever writes a subscriber or one of its
 * subscriptions locks this row first, so that label and subscriptions are decided upon together.
 */
export async function lockSubscriber(
  tx: Tx,
  { tenantId, id }: SubscriberKey,
): Promise<Subscriber | undefined> {
  const row = await tx
    .selectFrom('subscribers.subscriber')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && toSubscriber(row);
}

/** Locks those of these subscribers that nobody else holds, in the order of their ids, and answers their statuses. */
export async function lockFreeSubscribers(
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<Map<string, SubscriberStatus>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('subscribers.subscriber')
    .select(['id', 'status'])
    .where('tenantId', '=', tenantId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .skipLocked()
    .execute();
  return new Map(rows.map((row) => [row.id, row.status as SubscriberStatus]));
}

/** Locks these subscribers in the order of their ids, waiting for whoever holds one. */
export async function lockSubscribers(
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .selectFrom('subscribers.subscriber')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** What the subscriptions of one subscriber say, as the subscriber's row keeps it for lists. */
export interface ServiceRecord {
  subscriberId: string;
  label: ServiceLabel;
  /** The subscription that a list shows; null: none. */
  service: { id: string; planId: string; expiresAt: Date | null } | null;
}

/**
 * Writes the label of those subscribers that follow their subscriptions, and of all what a list shows of
 * their service. The revision stays: it counts what people change, and nobody should lose an edit to the
 * clock. The rows are locked by the caller.
 */
export async function writeServiceRecords(
  tx: Tx,
  { tenantId, records }: { tenantId: string; records: readonly ServiceRecord[] },
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(({ subscriberId, label, service }) => ({
    id: subscriberId,
    label,
    service_id: service?.id ?? null,
    plan_id: service?.planId ?? null,
    expires_at: service?.expiresAt?.toISOString() ?? null,
  }));
  const next = sql`case when s.status in ('new', 'active', 'grace', 'expired') then r.label else s.status end`;
  await sql`
    update subscribers.subscriber s
    set status = ${next}, service_id = r.service_id, service_plan_id = r.plan_id, service_expires_at = r.expires_at
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (id uuid, label text, service_id uuid, plan_id uuid, expires_at timestamptz)
    where s.tenant_id = ${tenantId} and s.id = r.id
      and (s.status, s.service_id, s.service_plan_id, s.service_expires_at)
        is distinct from (${next}, r.service_id, r.plan_id, r.expires_at)`.execute(tx);
}

export async function insertSubscriber(
  tx: Tx,
  row: Insertable<DB['subscribers.subscriber']>,
): Promise<Subscriber> {
  return toSubscriber(
    await tx.insertInto('subscribers.subscriber').values(row).returningAll().executeTakeFirstOrThrow(),
  );
}

/** Writes the fields and counts the revision up. */
export async function updateSubscriber(
  tx: Tx,
  { tenantId, id, change }: SubscriberKey & { change: Updateable<DB['subscribers.subscriber']> },
): Promise<Subscriber> {
  const row = await tx
    .updateTable('subscribers.subscriber')
    .set(change)
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toSubscriber(row);
}

export async function readSealedPassword(tx: Tx, { tenantId, id }: SubscriberKey): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('subscribers.subscriber')
    .select('passwordSealed')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.passwordSealed;
}

export function toSubscriber(row: Selectable<DB['subscribers.subscriber']>): Subscriber {
  return {
    id: row.id,
    username: row.username,
    credential: row.credential as Credential,
    fullName: row.fullName,
    phones: row.phones,
    email: row.email,
    address: row.address,
    notes: row.notes,
    tags: row.tags,
    latitude: row.latitude,
    longitude: row.longitude,
    status: row.status as SubscriberStatus,
    macBinding: row.macBinding as MacBinding,
    macs: row.macs,
    nasId: row.nasId,
    maxSessions: row.maxSessions,
    loginWindows: row.loginWindows as unknown as LoginWindow[] | null,
    framedIp: row.framedIp,
    framedIpv6Prefix: row.framedIpv6Prefix,
    delegatedIpv6Prefix: row.delegatedIpv6Prefix,
    customAttributes: row.customAttributes as unknown as CustomAttribute[],
    hasPortalPassword: row.portalPasswordHash !== null,
    closedAt: row.closedAt,
    revision: row.revision,
  };
}
