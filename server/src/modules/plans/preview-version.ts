import { planErrors } from './errors.ts';
import { requireSoundTerms, type TermsInput } from './create-plan.ts';
import type { PlanDeps, ReachedByVersion } from './plan-deps.ts';
import { toTermsAnswer } from './plan-fields.ts';
import { findPlan } from './plan-store.ts';
import { latestVersions } from './plan-version-store.ts';
import type { PlanTerms, VersionScope } from './plan.ts';

export interface VersionPreview extends ReachedByVersion {
  /** Against the version that is sold now; values as the API has them. */
  differences: { field: string; before: unknown; after: unknown }[];
  /** What is pending or active of the plan. */
  sold: { total: number; onOlderVersions: number };
}

/** What new terms would change and for whom, without keeping them; 400 for terms that a version cannot have. */
export function previewVersion(
  deps: Pick<PlanDeps, 'database' | 'sold'>,
  { tenantId }: { tenantId: string },
  { planId, terms: input, applyTo }: { planId: string; terms: TermsInput; applyTo: VersionScope },
): Promise<VersionPreview> {
  return deps.database.inTenant(tenantId, async (tx) => {
    const plan = await findPlan(tx, { tenantId, id: planId });
    if (!plan) throw planErrors.notFound();
    const terms = await requireSoundTerms(tx, { tenantId, terms: input });
    const latest = (await latestVersions(tx, { tenantId, planIds: [planId] })).get(planId)!;
    const byVersion = await deps.sold.countByVersion(tx, { tenantId, planId });
    const total = [...byVersion.values()].reduce((sum, count) => sum + count, 0);
    return {
      differences: differencesOf(latest.terms, terms),
      sold: { total, onOlderVersions: total - (byVersion.get(latest.id) ?? 0) },
      ...(await deps.sold.preview(tx, { tenantId, planId, applyTo })),
    };
  });
}

function differencesOf(before: PlanTerms, after: PlanTerms): VersionPreview['differences'] {
  const old = toTermsAnswer(before);
  const wanted = toTermsAnswer(after);
  return (Object.keys(wanted) as (keyof typeof wanted)[])
    .map((field) => ({ field, before: old[field], after: wanted[field] }))
    .filter((one) => canonical(one.before) !== canonical(one.after));
}

/** JSON whose keys stand in one order, whoever wrote the object. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
