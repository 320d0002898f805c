export {
  decodeClassToken,
  encodeClassToken,
  grantedTerms,
  reservationLimit,
  type ClassToken,
  type GrantedTerms,
} from './granted/class-token.ts';
export { civilPeriodsAt } from './time/civil-periods.ts';
export { civilMsAt, instantOf } from './time/civil-time.ts';
export { CivilZone, type CivilPeriods } from './time/civil-zone.ts';
export { effectivePolicy } from './effective-policy.ts';
export { compileLoginWindows, loginHoursAt, type WeeklyHours } from './time/login-windows.ts';
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
} from './rows/policy-records.ts';
export { policySql } from './rows/policy-sql.ts';
export {
  numberTiers,
  preparePlanVersion,
  preparePolicySubscriber,
  preparePolicyTenant,
  walledRefusals,
} from './rows/prepare-policy.ts';
export { quotaPeriodAt, type PeriodBounds } from './time/quota-period.ts';
export {
  maxPolicySubjects,
  readPolicyQuestions,
  type PolicySubject,
  type PolicySubjectKey,
} from './rows/read-policy-questions.ts';
export { compileSpeedRule, type SpeedRuleRecord } from './decision/speed-rule.ts';
export { termsDigest, type DigestedTerms } from './granted/terms-digest.ts';
export { explainDecision, type Explanation, type ExplanationParams } from './explanation/explain-decision.ts';
export { atMoment, rateWords, type MomentContext } from './explanation/policy-words.ts';
export { usageAt, type UsageState } from './decision/usage-at.ts';
