import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import { settingsOf } from '../settings/index.ts';
import { usernameKey } from '../subscribers/index.ts';
import type { SessionEvent } from './accounting-event.ts';

export interface SubscriberLink {
  subscriberId: string;
  subscriptionId: string | null;
  /** What the plan version of that subscription asks the NAS for. */
  interimIntervalS: number | null;
}

/** Answers whose session an event is, from what was read for a batch of them. */
export type FindLink = (event: SessionEvent) => SubscriberLink | undefined;

/**
 * Finds the subscribers of the events: by the subscription that our Class names, else by the user name in
 * the tenant of the NAS. A subscription of another tenant, or that no longer exists, links nothing.
 */
export async function findLinks(tx: Tx, events: readonly SessionEvent[]): Promise<FindLink> {
  const bySubscription = await readSubscriptions(tx, events);
  const unnamed = events.filter((event) => !bySubscription.has(subscriptionKey(event)));
  const stripsRealm = await readRealmSettings(tx, [...new Set(unnamed.map((event) => event.tenantId))]);
  const keysOf = (event: SessionEvent): string[] => nameKeys(event, stripsRealm.has(event.tenantId));
  const byName = await readNames(
    tx,
    unnamed.flatMap((event) =>
      keysOf(event).map((key) => ({ tenant_id: event.tenantId, username_key: key })),
    ),
  );
  return (event) => {
    const linked = bySubscription.get(subscriptionKey(event));
    if (linked) return linked;
    for (const key of keysOf(event)) {
      const found = byName.get(`${event.tenantId} ${key}`);
      if (found !== undefined) return { subscriberId: found, subscriptionId: null, interimIntervalS: null };
    }
    return undefined;
  };
}

function subscriptionKey(event: SessionEvent): string {
  return `${event.tenantId} ${event.subscriptionId ?? ''}`;
}

/** The name as a password login has it, then as a MAC address: the event does not say which it was. */
function nameKeys(event: SessionEvent, stripRealm: boolean): string[] {
  if (event.username === '') return [];
  const asName = usernameKey(event.username, { stripRealm, credential: 'password' });
  const asMac = usernameKey(event.username, { stripRealm, credential: 'mac' });
  return asName === asMac ? [asName] : [asName, asMac];
}

async function readSubscriptions(
  tx: Tx,
  events: readonly SessionEvent[],
): Promise<Map<string, SubscriberLink>> {
  const ids = [...new Set(events.flatMap((event) => event.subscriptionId ?? []))];
  if (ids.length === 0) return new Map();
  const tenantIds = [...new Set(events.map((event) => event.tenantId))];
  const { rows } = await sql<SubscriberLink & { tenantId: string }>`
    select s.tenant_id, s.subscriber_id, s.id as subscription_id, v.interim_interval_s
    from subscriptions.subscription s
    join plans.plan_version v on v.tenant_id = s.tenant_id and v.id = s.plan_version_id
    where s.tenant_id = any (${tenantIds}::uuid[]) and s.id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.map(({ tenantId, ...link }) => [`${tenantId} ${link.subscriptionId}`, link]));
}

async function readNames(
  tx: Tx,
  names: { tenant_id: string; username_key: string }[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const { rows } = await sql<{ tenantId: string; usernameKey: string; id: string }>`
    select s.tenant_id, s.username_key, s.id
    from json_to_recordset(${JSON.stringify(names)}::json) as n (tenant_id uuid, username_key text)
    join subscribers.subscriber s on s.tenant_id = n.tenant_id
      and s.username_key = n.username_key collate "C" and s.status <> 'closed'`.execute(tx);
  return new Map(rows.map((row) => [`${row.tenantId} ${row.usernameKey}`, row.id]));
}

async function readRealmSettings(tx: Tx, tenantIds: string[]): Promise<Set<string>> {
  if (tenantIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('settings.setting')
    .select(['tenantId', 'key', 'value'])
    .where('tenantId', 'in', tenantIds)
    .where('key', '=', 'radius.stripRealm')
    .execute();
  return new Set(rows.filter((row) => settingsOf([row])['radius.stripRealm']).map((row) => row.tenantId));
}
