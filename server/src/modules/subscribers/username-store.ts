import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { Credential } from './subscriber.ts';

/** Open subscribers whose user name may hold a realm, in the order of their ids. */
export async function listNamesWithRealm(
  tx: Tx,
  { tenantId, after, limit }: { tenantId: string; after: string | undefined; limit: number },
): Promise<{ id: string; username: string; usernameKey: string; credential: Credential }[]> {
  let query = tx
    .selectFrom('subscribers.subscriber')
    .select(['id', 'username', 'usernameKey', 'credential'])
    .where('tenantId', '=', tenantId)
    .where('status', '<>', 'closed')
    .where(sql<boolean>`username ~ '[@\\\\]'`);
  if (after !== undefined) query = query.where('id', '>', after);
  const rows = await query.orderBy('id').limit(limit).execute();
  return rows.map((row) => ({ ...row, credential: row.credential as Credential }));
}

/** Who holds these keys now. */
export function findByUsernameKeys(
  tx: Tx,
  { tenantId, keys }: { tenantId: string; keys: readonly string[] },
): Promise<{ usernameKey: string; username: string }[]> {
  if (keys.length === 0) return Promise.resolve([]);
  return tx
    .selectFrom('subscribers.subscriber')
    .select(['usernameKey', 'username'])
    .where('tenantId', '=', tenantId)
    .where('status', '<>', 'closed')
    .where('usernameKey', 'in', keys)
    .execute();
}

/** The revision stays: nobody should lose an edit to a setting. */
export async function writeUsernameKeys(
  tx: Tx,
  { tenantId, changes }: { tenantId: string; changes: readonly { id: string; key: string }[] },
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update subscribers.subscriber s set username_key = c.key
    from json_to_recordset(${JSON.stringify(changes)}::json) as c (id uuid, key text)
    where s.tenant_id = ${tenantId} and s.id = c.id`.execute(tx);
}
