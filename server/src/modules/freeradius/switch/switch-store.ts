import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

/** Answers false where it is on already. */
export async function putOn(tx: Tx, { tenantId, now }: { tenantId: string; now: Date }): Promise<boolean> {
  const { rows } = await sql`
    insert into radius.bridge as b (tenant_id, is_on, since) values (${tenantId}, true, ${now})
    on conflict (tenant_id) do update set is_on = true, since = excluded.since, everybody_is_due = true,
      routers_are_due = true, vendors = '{}', verified_at = null, verified_differences = null
    where not b.is_on returning b.tenant_id`.execute(tx);
  return rows.length > 0;
}

/** Answers false where it is off already. Batches under way hold the row: none of their rows comes after this. */
export async function putOff(tx: Tx, { tenantId, now }: { tenantId: string; now: Date }): Promise<boolean> {
  const { rows } = await sql`
    update radius.bridge set is_on = false, since = ${now}
    where tenant_id = ${tenantId} and is_on returning tenant_id`.execute(tx);
  return rows.length > 0;
}

/** Locks a bridge that is on; false: it is off. */
export async function lockOn(tx: Tx, tenantId: string): Promise<boolean> {
  const { rows } = await sql`
    select tenant_id from radius.bridge where tenant_id = ${tenantId} and is_on for no key update`.execute(
    tx,
  );
  return rows.length > 0;
}

/** What FreeRADIUS read; what it wrote stays as long as any of it does. */
export async function deleteAllRows(tx: Tx, tenantId: string): Promise<void> {
  await sql`delete from radius.bridged_subscriber where tenant_id = ${tenantId}`.execute(tx);
  await sql`delete from radius.bridged_group where tenant_id = ${tenantId}`.execute(tx);
  await sql`delete from radius.radcheck where tenant_id = ${tenantId}`.execute(tx);
  await sql`delete from radius.radreply where tenant_id = ${tenantId}`.execute(tx);
  await sql`delete from radius.radusergroup where tenant_id = ${tenantId}`.execute(tx);
  await sql`delete from radius.radgroupcheck where tenant_id = ${tenantId}`.execute(tx);
  await sql`delete from radius.radgroupreply where tenant_id = ${tenantId}`.execute(tx);
  await sql`delete from radius.nas where tenant_id = ${tenantId}`.execute(tx);
}

/** Makes the login of the tenant's FreeRADIUS and answers its name. */
export async function openLogin(
  tx: Tx,
  { tenantId, verifier }: { tenantId: string; verifier: string },
): Promise<string> {
  const { rows } = await sql<{
    login: string;
  }>`select radius.open_login(${tenantId}, ${verifier}) as login`.execute(tx);
  return rows[0]!.login;
}

/** Removes it and ends its connections. */
export async function closeLogin(tx: Tx, tenantId: string): Promise<void> {
  await sql`select radius.close_login(${tenantId})`.execute(tx);
}
