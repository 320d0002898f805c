import type { z } from 'zod';
import { numberTiers, type PolicyPlanVersion, type StoredAttribute } from '../policy/index.ts';
import type { termsAnswer } from '../plans/index.ts';

/** Terms as they are kept with a simulation: as the API has them. */
export type ProposedTerms = z.input<typeof termsAnswer>;

/** The terms as a version that the policy can be asked about, without being one. */
export function toProposedVersion(
  terms: ProposedTerms,
  { planId }: { planId: string | null },
): PolicyPlanVersion<StoredAttribute> {
  return {
    ...terms,
    id: 'proposed',
    planId: planId ?? '',
    customAttributes: [],
    fairUse: numberTiers(terms.fairUse),
  };
}
