import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { KeptAnswer } from '../notes/shadow-notes.ts';

/** Minutes and disagreements not seen for so long are forgotten. */
const keptDays = 30;

export interface ShadowCounts {
  logins: bigint;
  disagreeing: bigint;
  mild: bigint;
  unanswered: bigint;
  notCompared: bigint;
  relayed: bigint;
  failed: bigint;
  /** The minute after the last disagreement, or the first minute counted; null: nothing was. */
  zeroSince: Date | null;
  /** Logins counted since then. */
  loginsSinceZero: bigint;
}

export async function readCounts(tx: Tx, tenantId: string): Promise<ShadowCounts> {
  const { rows } = await sql<ShadowCounts>`
    with m as materialized (select * from shadow.minute where tenant_id = ${tenantId}),
      zero as (select coalesce(max(minute) filter (where disagreeing > 0) + interval '1 minute',
        min(minute) filter (where logins > 0)) as since from m)
    select coalesce(sum(logins), 0)::bigint as logins, coalesce(sum(disagreeing), 0)::bigint as disagreeing,
      coalesce(sum(mild), 0)::bigint as mild, coalesce(sum(unanswered), 0)::bigint as unanswered,
      coalesce(sum(not_compared), 0)::bigint as not_compared, coalesce(sum(relayed), 0)::bigint as relayed,
      coalesce(sum(failed), 0)::bigint as failed, (select since from zero) as zero_since,
      coalesce(sum(logins) filter (where minute >= (select since from zero)), 0)::bigint as logins_since_zero
    from m`.execute(tx);
  return rows[0]!;
}

export interface ShadowMinute {
  minute: Date;
  logins: bigint;
  disagreeing: bigint;
}

/** In the order of time; minutes without a login are left out. */
export async function readMinutes(
  tx: Tx,
  { tenantId, from }: { tenantId: string; from: Date },
): Promise<ShadowMinute[]> {
  return tx
    .selectFrom('shadow.minute')
    .select(['minute', 'logins', 'disagreeing'])
    .where('tenantId', '=', tenantId)
    .where('minute', '>=', from)
    .orderBy('minute')
    .execute();
}

export interface DisagreementFilter {
  kind?: string | undefined;
  subscriberId?: string | undefined;
}

export interface DisagreementRow {
  id: string;
  kind: string;
  isMild: boolean;
  sentence: string;
  subscriberId: string | null;
  username: string;
  nasId: string;
  nasName: string | null;
  firstAt: Date;
  lastAt: Date;
  count: bigint;
  ours: KeptAnswer;
  theirs: KeptAnswer;
}

/** The latest first. */
export async function listDisagreements(
  tx: Tx,
  options: {
    tenantId: string;
    filter: DisagreementFilter;
    limit: number;
    after: { at: string; id: string } | undefined;
  },
): Promise<DisagreementRow[]> {
  const { tenantId, filter, limit, after } = options;
  const { rows } = await sql<DisagreementRow>`
    select d.id, d.kind, d.is_mild, d.sentence, d.subscriber_id, d.username, d.nas_id, n.name as nas_name, d.first_at,
      d.last_at, d.count, d.ours, d.theirs
    from shadow.disagreement d left join nas.nas n on n.tenant_id = d.tenant_id and n.id = d.nas_id
    where d.tenant_id = ${tenantId}
      ${filter.kind === undefined ? sql`` : sql`and d.kind = ${filter.kind}`}
      ${filter.subscriberId === undefined ? sql`` : sql`and d.subscriber_id = ${filter.subscriberId}`}
      ${after === undefined ? sql`` : sql`and (d.last_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
    order by d.last_at desc, d.id desc limit ${limit + 1}`.execute(tx);
  return rows;
}

export interface KindRow {
  kind: string;
  isMild: boolean;
  /** Logins. */
  count: bigint;
  subscribers: bigint;
}

/** The most frequent first. */
export async function countKinds(tx: Tx, tenantId: string): Promise<KindRow[]> {
  const { rows } = await sql<KindRow>`
    select kind, bool_or(is_mild) as is_mild, sum(count)::bigint as count, count(*)::bigint as subscribers
    from shadow.disagreement where tenant_id = ${tenantId} group by kind order by 3 desc, 1`.execute(tx);
  return rows;
}

/** Counting begins anew. */
export async function forgetAll(tx: Tx, tenantId: string): Promise<void> {
  await tx.deleteFrom('shadow.disagreement').where('tenantId', '=', tenantId).execute();
  await tx.deleteFrom('shadow.minute').where('tenantId', '=', tenantId).execute();
}

/** Forgets what was not seen for a month. */
export async function forgetOldComparisons(
  tx: Tx,
  { tenantId, nowMs }: { tenantId: string; nowMs: number },
): Promise<void> {
  const before = new Date(nowMs - keptDays * 86_400_000);
  await tx
    .deleteFrom('shadow.disagreement')
    .where('tenantId', '=', tenantId)
    .where('lastAt', '<', before)
    .execute();
  await tx
    .deleteFrom('shadow.minute')
    .where('tenantId', '=', tenantId)
    .where('minute', '<', before)
    .execute();
}
