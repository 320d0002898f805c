import { sql } from 'kysely';
import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Tx } from '../../../platform/db/index.ts';
import type { NotedDisagreement, NotedMinute } from './shadow-notes.ts';

/** Adds to what stands there, in one order on every node; the latest answers are the ones that are kept. */
export async function addDisagreements(
  tx: Tx,
  rows: readonly NotedDisagreement[],
  ids: { readonly clock: Clock; readonly random: Random },
): Promise<void> {
  const given = rows.map((row) => ({ ...row, id: uuidv7(ids.clock, ids.random) }));
  await sql`
    insert into shadow.disagreement as d (tenant_id, id, about, kind, is_mild, subscriber_id, username, nas_id,
      first_at, last_at, count, sentence, ours, theirs)
    select "tenantId", id, coalesce("subscriberId"::text, username), kind, "isMild", "subscriberId", username, "nasId",
      to_timestamp("firstAtMs" / 1000.0), to_timestamp("lastAtMs" / 1000.0), count, sentence, ours, theirs
    from json_to_recordset(${JSON.stringify(given)}::json) as r("tenantId" uuid, id uuid, "subscriberId" uuid, username text,
      kind text, "isMild" boolean, "nasId" uuid, "firstAtMs" double precision, "lastAtMs" double precision, count bigint,
      sentence text, ours jsonb, theirs jsonb)
    order by 1, 3, 4
    on conflict (tenant_id, about, kind) do update set
      count = d.count + excluded.count, first_at = least(d.first_at, excluded.first_at),
      last_at = greatest(d.last_at, excluded.last_at), username = excluded.username, nas_id = excluded.nas_id,
      sentence = excluded.sentence, ours = excluded.ours, theirs = excluded.theirs`.execute(tx);
}

export async function addShadowMinutes(tx: Tx, rows: readonly NotedMinute[]): Promise<void> {
  await sql`
    insert into shadow.minute as m (tenant_id, minute, logins, disagreeing, mild, unanswered, not_compared, relayed, failed)
    select "tenantId", to_timestamp("minuteMs" / 1000.0), logins, disagreeing, mild, unanswered, "notCompared", relayed, failed
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("tenantId" uuid, "minuteMs" double precision, logins bigint,
      disagreeing bigint, mild bigint, unanswered bigint, "notCompared" bigint, relayed bigint, failed bigint)
    order by 1, 2
    on conflict (tenant_id, minute) do update set
      logins = m.logins + excluded.logins, disagreeing = m.disagreeing + excluded.disagreeing, mild = m.mild + excluded.mild,
      unanswered = m.unanswered + excluded.unanswered, not_compared = m.not_compared + excluded.not_compared,
      relayed = m.relayed + excluded.relayed, failed = m.failed + excluded.failed`.execute(tx);
}
