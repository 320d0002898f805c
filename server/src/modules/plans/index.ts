export {
  checkCustomAttributes,
  customAttributeValue,
  type CustomAttribute,
  type FieldFault,
} from './custom-attribute.ts';
export type { PlanDeps } from './plan-deps.ts';
export { requireSoundTerms } from './create-plan.ts';
export { planErrors } from './errors.ts';
export { customAttributesField, termsBody, toTermsInput } from './plan-fields.ts';
export { findPlan, planNames } from './plan-store.ts';
export { findVersion, latestVersions } from './plan-version-store.ts';
export { mayBeSold, type Burst, type Plan, type PlanTerms, type PlanVersion, type Validity } from './plan.ts';
