export {
  decodeClassToken,
  encodeClassToken,
  grantedTerms,
  reservationLimit,
  type ClassToken,
  type GrantedTerms,
} from './class-token.ts';
export { civilPeriodsAt } from './civil-periods.ts';
export { CivilZone, type CivilPeriods } from './civil-zone.ts';
export { effectivePolicy } from './effective-policy.ts';
export { compileLoginWindows, loginHoursAt, type WeeklyHours } from './login-windows.ts';
export type {
  Boost,
  Burst,
  Decision,
  FairUseTier,
  MeteredUsage,
  Metering,
  PlanQuota,
  PlanZoneRule,
  PolicyPlanVersion,
  PolicyQuestion,
  PolicyRefusal,
  PolicySpeedRule,
  PolicySubscriber,
  PolicySubscription,
  PolicyTenant,
  QuotaPeriod,
  Rates,
  Terms,
  TopUp,
  WalledGarden,
} from './policy.ts';
export type { CountedAgainst, PolicyCause, QuotaCount } from './policy-cause.ts';
export type {
  PlanVersionRecord,
  PolicySubscriberRecord,
  PolicyTenantRecord,
  StoredAttribute,
} from './policy-records.ts';
export { policySql } from './policy-sql.ts';
export {
  numberTiers,
  preparePlanVersion,
  preparePolicySubscriber,
  preparePolicyTenant,
  walledRefusals,
} from './prepare-policy.ts';
export { quotaPeriodAt, type PeriodBounds } from './quota-period.ts';
export {
  maxPolicySubjects,
  readPolicyQuestions,
  type PolicySubject,
  type PolicySubjectKey,
} from './read-policy-questions.ts';
export { compileSpeedRule, type SpeedRuleRecord } from './speed-rule.ts';
export { termsDigest, type DigestedTerms } from './terms-digest.ts';
export { explainDecision, type Explanation, type ExplanationParams } from './explain-decision.ts';
export { usageAt, type UsageState } from './usage-at.ts';
