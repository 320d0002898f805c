import { requireRevision } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { refusingTakenName, requireDefaultOnSale } from './create-plan.ts';
import { planErrors } from './errors.ts';
import type { PlanDeps } from './plan-deps.ts';
import { clearDefault, findPlan, updatePlan } from './plan-store.ts';
import { mayBecome, type Plan } from './plan.ts';

type Editable = Pick<Plan, 'name' | 'description' | 'status' | 'isDefault'>;

/** Fields that are absent or undefined stay as they are. */
export type ChangePlanInput = { [Field in keyof Editable]?: Editable[Field] | undefined };

/** Changes how a plan is offered; what it gives changes only by a new version. */
export function changePlan(
  deps: Pick<PlanDeps, 'database'>,
  actor: Actor,
  { id, revision, change }: { id: string; revision: number; change: ChangePlanInput },
): Promise<Plan> {
  const { tenantId } = actor;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return refusingTakenName(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      const before = await findPlan(tx, { tenantId, id, forUpdate: true });
      if (!before) throw planErrors.notFound();
      requireRevision(planErrors.revisionConflict, {
        present: before.revision,
        expected: revision,
        row: before,
      });
      const wanted: Plan = { ...before, ...given };
      if (!mayBecome(before.status, wanted.status)) {
        const message = `cannot go from ${before.status} to ${wanted.status}`;
        throw planErrors.statusRefused({ details: [{ field: 'status', message }] });
      }
      requireDefaultOnSale(wanted);
      if (wanted.isDefault && !before.isDefault) await clearDefault(tx, { tenantId });
      const after = await updatePlan(tx, { tenantId, id, change: given });
      const fields = Object.keys(given) as (keyof Plan)[];
      await recordAudit(tx, actor, {
        action: 'plan.changed',
        subjectKind: 'plan',
        subjectId: id,
        subjectName: after.name,
        before: Object.fromEntries(fields.map((field) => [field, before[field]])),
        after: Object.fromEntries(fields.map((field) => [field, after[field]])),
      });
      return after;
    }),
  );
}
