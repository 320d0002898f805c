import type { ExpressionBuilder } from 'kysely';
import type { DB } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { lockSubscribers } from '../subscribers/index.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';

/** The change feed waits for the oldest transaction, so each one stays short. */
const batchSize = 500;

/**
 * Moves what is pending or active of a plan up to one of its versions, never back to an older one: of two moves at
 * once the newer version wins everywhere. In short transactions of which each is audited. The paid period stays. Stopped half way and called again, it moves the rest.
 */
export async function moveSold(
  deps: Pick<SubscriptionDeps, 'database'>,
  actor: Actor,
  target: { planId: string; planVersionId: string },
): Promise<number> {
  let moved = 0;
  let after: string | undefined;
  do {
    const batch = await moveBatch(deps, actor, { ...target, after });
    moved += batch.moved;
    after = batch.last;
  } while (after !== undefined);
  return moved;
}

interface Batch {
  moved: number;
  /** Where the next batch begins; undefined after the last. */
  last: string | undefined;
}

function olderVersions(
  eb: ExpressionBuilder<DB, 'subscriptions.subscription'>,
  { tenantId, planId, planVersionId }: { tenantId: string; planId: string; planVersionId: string },
) {
  return eb
    .selectFrom('plans.planVersion as older')
    .innerJoin('plans.planVersion as target', (join) =>
      join
        .onRef('target.tenantId', '=', 'older.tenantId')
        .onRef('target.planId', '=', 'older.planId')
        .onRef('target.number', '>', 'older.number'),
    )
    .select('older.id')
    .where('older.tenantId', '=', tenantId)
    .where('older.planId', '=', planId)
    .where('target.id', '=', planVersionId);
}

function moveBatch(
  deps: Pick<SubscriptionDeps, 'database'>,
  actor: Actor,
  { planId, planVersionId, after }: { planId: string; planVersionId: string; after: string | undefined },
): Promise<Batch> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    let query = tx
      .selectFrom('subscriptions.subscription')
      .select(['id', 'subscriberId'])
      .where('tenantId', '=', tenantId)
      .where('planId', '=', planId)
      .where('planVersionId', 'in', (eb) => olderVersions(eb, { tenantId, planId, planVersionId }))
      .where('status', 'in', ['pending', 'active']);
    if (after !== undefined) query = query.where('id', '>', after);
    const due = await query.orderBy('id').limit(batchSize).execute();
    await lockSubscribers(tx, { tenantId, ids: [...new Set(due.map((row) => row.subscriberId))] });
    const moved = due.length === 0 ? 0 : await write(due.map((row) => row.id));
    if (moved > 0) {
      await recordAudit(tx, actor, {
        action: 'plan.version_applied',
        subjectKind: 'plan',
        subjectId: planId,
        subjectName: null,
        before: null,
        after: { planVersionId, movedSubscriptions: moved },
      });
    }
    return { moved, last: due.length === batchSize ? due.at(-1)!.id : undefined };

    async function write(ids: string[]): Promise<number> {
      const rows = await tx
        .updateTable('subscriptions.subscription')
        .set((eb) => ({ planVersionId, revision: eb('revision', '+', 1) }))
        .where('tenantId', '=', tenantId)
        .where('id', 'in', ids)
        .where('planId', '=', planId)
        .where('planVersionId', 'in', (inner) => olderVersions(inner, { tenantId, planId, planVersionId }))
        .where('status', 'in', ['pending', 'active'])
        .returning('id')
        .execute();
      return rows.length;
    }
  });
}
