export {
  checkCustomAttributes,
  customAttributeValue,
  type CustomAttribute,
  type FieldFault,
} from './custom-attribute.ts';
export type { PlanDeps, ReachedByVersion } from './plan-deps.ts';
export { requireSoundTerms } from './create-plan.ts';
export { planErrors } from './errors.ts';
export { customAttributesField, termsAnswer, termsBody, toTermsAnswer, toTermsInput } from './plan-fields.ts';
export { findPlan, planNames } from './plan-store.ts';
export { findVersion, latestVersions, renewalVersions } from './plan-version-store.ts';
export { plansWithZones } from './zone-rule-store.ts';
export {
  mayBeSold,
  type Burst,
  type FairUseStep,
  type Plan,
  type PlanRates,
  type PlanTerms,
  type PlanVersion,
  type Quota,
  type Validity,
  type VersionScope,
  type ZoneRule,
} from './plan.ts';
