import { violatedConstraint } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { planErrors } from './errors.ts';
import type { PlanDeps } from './plan-deps.ts';
import { deletePlan, findPlan } from './plan-store.ts';

/** Deletes a plan that was never sold; the foreign keys decide. */
export async function removePlan(
  deps: Pick<PlanDeps, 'database'>,
  actor: Actor,
  { id }: { id: string },
): Promise<void> {
  const { tenantId } = actor;
  try {
    await deps.database.inTenant(tenantId, async (tx) => {
      const before = await findPlan(tx, { tenantId, id, forUpdate: true });
      if (!before) throw planErrors.notFound();
      await deletePlan(tx, { tenantId, id });
      await recordAudit(tx, actor, {
        action: 'plan.deleted',
        subjectKind: 'plan',
        subjectId: id,
        subjectName: before.name,
        before: { ...before },
        after: null,
      });
    });
  } catch (error) {
    if (violatedConstraint(error) !== undefined) throw planErrors.inUse({ cause: error });
    throw error;
  }
}
