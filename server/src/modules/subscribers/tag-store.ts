import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

/** Those of these tags that no subscriber carries. */
export async function unusedTags(
  tx: Tx,
  { tenantId, tags }: { tenantId: string; tags: readonly string[] },
): Promise<Set<string>> {
  if (tags.length === 0) return new Set();
  const asked = [...tags];
  const { rows } = await sql<{ tag: string }>`
    select unnest(${asked}::text[]) as tag
    except
    select unnest(tags) from subscribers.subscriber
    where tenant_id = ${tenantId} and status <> 'closed' and tags && ${asked}::text[]`.execute(tx);
  return new Set(rows.map((row) => row.tag));
}
