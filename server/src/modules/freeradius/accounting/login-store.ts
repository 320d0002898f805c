import { sql } from 'kysely';
import { plainArray, textArray, type Tx } from '../../../platform/db/index.ts';

/** A row of radpostauth, with the NAS that the login came through. */
export interface PostAuthRow {
  readonly id: string;
  readonly tenantId: string;
  readonly username: string;
  readonly isAccepted: boolean;
  readonly callingStationId: string | null;
  readonly at: Date;
  /** Null: the configuration did not say, or the tenant has none at this address. */
  readonly nasId: string | null;
}

/** Takes the oldest logins out of the table: with the commit they are in the log, or they are still there. */
export async function takeLogins(tx: Tx, limit: number): Promise<PostAuthRow[]> {
  const { rows } = await sql<PostAuthRow>`
    with taken as (
      delete from radius.radpostauth where id in (
        select id from radius.radpostauth order by id limit ${limit} for update skip locked
      )
      returning id, tenant_id, username, reply, callingstationid, authdate, nasipaddress
    )
    select t.id::text as id, t.tenant_id, left(t.username, 253) as username, t.reply = 'Access-Accept' as is_accepted,
      nullif(left(t.callingstationid, 253), '') as calling_station_id, t.authdate as at, n.id as nas_id
    from taken t left join lateral (
      select n.id from nas.nas n where n.tenant_id = t.tenant_id and n.prefix >>= t.nasipaddress
      order by masklen(n.prefix) desc limit 1
    ) n on true
    order by t.id`.execute(tx);
  return rows;
}

/** What of a subscriber can refuse a login beside the policy. */
export interface LoggingSubscriber {
  readonly tenantId: string;
  readonly id: string;
  readonly usernameKey: string;
  readonly macBinding: string;
  readonly macs: readonly string[];
  readonly nasId: string | null;
  readonly openSessions: number;
}

/** Who has these names, by the form in which a login looks for them. */
export async function findLoggingSubscribers(
  tx: Tx,
  names: readonly { readonly tenantId: string; readonly key: string }[],
): Promise<LoggingSubscriber[]> {
  if (names.length === 0) return [];
  const { rows } = await sql<LoggingSubscriber>`
    select s.tenant_id, s.id, s.username_key, s.mac_binding, s.macs::text[] as macs, s.nas_id,
      (select count(*)::integer from sessions.session e
        where e.tenant_id = s.tenant_id and e.subscriber_id = s.id and e.stopped_at is null) as open_sessions
    from unnest(${plainArray(names.map(({ tenantId }) => tenantId))}::uuid[],
      ${textArray(names.map(({ key }) => key))}::text[]) as k (tenant_id, username_key)
    join subscribers.subscriber s on s.tenant_id = k.tenant_id
      and s.username_key = k.username_key collate "C" and s.status <> 'closed'`.execute(tx);
  return rows;
}

/** The oldest, which the log can never take. */
export async function dropLogin(tx: Tx): Promise<void> {
  await sql`delete from radius.radpostauth where id in (
    select id from radius.radpostauth order by id limit 1 for update skip locked)`.execute(tx);
}
