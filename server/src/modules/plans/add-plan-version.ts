import { uuidv7 } from '@trunkline/kit';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireSoundTerms, type TermsInput } from './create-plan.ts';
import { planErrors } from './errors.ts';
import type { PlanDeps } from './plan-deps.ts';
import { findPlan } from './plan-store.ts';
import { insertVersion, latestVersions } from './plan-version-store.ts';
import type { PlanVersion, VersionScope } from './plan.ts';

export interface AddPlanVersionInput {
  planId: string;
  terms: TermsInput;
  /**
   * `new_sales`: what is already sold keeps its version, when it renews as well. `renewals`: it gets this one when it
   * renews. `all`: it moves to this one, now.
   */
  applyTo: VersionScope;
}

/**
 * Gives a plan new terms. They hold for what is sold from now on and for whom `applyTo` says. A move of what is
 * sold comes after the version is kept; stopped half way, `applyPlanVersion` finishes it.
 */
export async function addPlanVersion(
  deps: PlanDeps,
  actor: Actor,
  { planId, terms: termsInput, applyTo }: AddPlanVersionInput,
): Promise<{ version: PlanVersion; moved: number }> {
  const { tenantId } = actor;
  const version = await deps.database.inTenant(tenantId, async (tx) => {
    const plan = await findPlan(tx, { tenantId, id: planId, forUpdate: true });
    if (!plan) throw planErrors.notFound();
    const terms = await requireSoundTerms(tx, { tenantId, terms: termsInput });
    const before = (await latestVersions(tx, { tenantId, planIds: [planId] })).get(planId)!;
    const version = {
      id: uuidv7(deps.clock, deps.random),
      planId,
      number: before.number + 1,
      takesRenewals: applyTo !== 'new_sales',
      terms,
    };
    await insertVersion(tx, { tenantId, version });
    await recordAudit(tx, actor, {
      action: 'plan.version_added',
      subjectKind: 'plan',
      subjectId: planId,
      subjectName: plan.name,
      before: { number: before.number, terms: before.terms },
      after: { number: version.number, terms, applyTo },
    });
    return version;
  });
  const moved = applyTo === 'all' ? await deps.sold.move(actor, { planId, planVersionId: version.id }) : 0;
  return { version, moved };
}

/** Moves what is sold of a plan to its latest version; done again, it finds nothing left to move. */
export async function applyPlanVersion(
  deps: PlanDeps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<{ version: PlanVersion; moved: number }> {
  const { tenantId } = actor;
  const version = await deps.database.inTenant(tenantId, async (tx) =>
    (await latestVersions(tx, { tenantId, planIds: [planId] })).get(planId),
  );
  if (!version) throw planErrors.notFound();
  return { version, moved: await deps.sold.move(actor, { planId, planVersionId: version.id }) };
}
