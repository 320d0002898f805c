import { uuidv7 } from '@trunkline/kit';
import { violatedConstraint, type Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { findTenant } from '../tenancy/index.ts';
import { zoneNames } from '../zones/index.ts';
import { checkTerms } from './check-terms.ts';
import type { FieldFault } from './custom-attribute.ts';
import { planErrors } from './errors.ts';
import type { PlanDeps } from './plan-deps.ts';
import { clearDefault, insertPlan, type PlanWithLatest } from './plan-store.ts';
import { insertVersion } from './plan-version-store.ts';
import { fairUsePeriods, type FairUseStep, type Plan, type PlanTerms, type ZoneRule } from './plan.ts';

/** Terms as they come in: without a currency they are in the tenant's. */
export type TermsInput = Omit<PlanTerms, 'currency'> & { currency?: string | undefined };

export interface CreatePlanInput extends Omit<Plan, 'id' | 'revision'> {
  terms: TermsInput;
}

/** Adds a plan with its first version. */
export function createPlan(
  deps: Omit<PlanDeps, 'sold'>,
  actor: Actor,
  { terms: termsInput, ...fields }: CreatePlanInput,
): Promise<PlanWithLatest> {
  const { tenantId } = actor;
  const id = uuidv7(deps.clock, deps.random);
  requireDefaultOnSale(fields);
  return refusingTakenName(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      const terms = await requireSoundTerms(tx, { tenantId, terms: termsInput });
      if (fields.isDefault) await clearDefault(tx, { tenantId });
      const plan = await insertPlan(tx, { tenantId, id, ...fields });
      const latest = {
        id: uuidv7(deps.clock, deps.random),
        planId: id,
        number: 1,
        takesRenewals: true,
        terms,
      };
      await insertVersion(tx, { tenantId, version: latest });
      await recordAudit(tx, actor, {
        action: 'plan.created',
        subjectKind: 'plan',
        subjectId: id,
        subjectName: plan.name,
        before: null,
        after: { ...plan, terms },
      });
      return { plan, latest };
    }),
  );
}

/** The terms in full; 400 naming each field that is wrong. */
export async function requireSoundTerms(
  tx: Tx,
  { tenantId, terms: input }: { tenantId: string; terms: TermsInput },
): Promise<PlanTerms> {
  const { currency } = (await findTenant(tx, { id: tenantId }))!;
  const terms = {
    ...input,
    currency: input.currency ?? currency,
    fairUse: inOrderOfPeriods(input.fairUse),
  };
  // As it came in, so that a fault names the step that the person wrote.
  const faults = checkTerms({ ...terms, fairUse: input.fairUse }, { currency });
  faults.push(...(await unknownZones(tx, { tenantId, zoneRules: terms.zoneRules })));
  if (faults.length === 0) return terms;
  throw planErrors.invalidTerms({
    details: faults.map(({ field, message }) => ({ field: `terms.${field}`, message })),
  });
}

/** Of a period in the order given, which the check demands to be that of the thresholds. */
function inOrderOfPeriods(fairUse: readonly FairUseStep[]): FairUseStep[] {
  return fairUsePeriods.flatMap((period) => fairUse.filter((step) => step.period === period));
}

async function unknownZones(
  tx: Tx,
  { tenantId, zoneRules }: { tenantId: string; zoneRules: readonly ZoneRule[] },
): Promise<FieldFault[]> {
  const names = await zoneNames(tx, { tenantId, zoneIds: zoneRules.map(({ zoneId }) => zoneId) });
  return zoneRules.flatMap(({ zoneId }, index) =>
    names.has(zoneId) ? [] : [{ field: `zoneRules.${index}.zoneId`, message: 'is no zone of yours' }],
  );
}

export function requireDefaultOnSale({ isDefault, status }: Pick<Plan, 'isDefault' | 'status'>): void {
  if (!isDefault || status === 'on_sale') return;
  throw planErrors.defaultNotOnSale({
    details: [{ field: 'isDefault', message: 'asks for status on_sale' }],
  });
}

export async function refusingTakenName<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'plan_name') throw error;
    throw planErrors.nameTaken({ details: [{ field: 'name', message: 'is taken' }], cause: error });
  }
}
