import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

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
