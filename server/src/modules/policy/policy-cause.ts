import type { PolicyRefusal, QuotaPeriod, Rates } from './policy.ts';

/** What fair use counted when it decided. */
export interface CountedAgainst {
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** When the count begins anew; null: never by itself. */
  readonly resetsAtMs: number | null;
}

/** What a quota counted when it decided; null limits: none of this kind. */
export interface QuotaCount {
  readonly period: QuotaPeriod;
  readonly usedBytes: number;
  readonly limitBytes: number | null;
  readonly usedTimeS: number;
  readonly limitTimeS: number | null;
  /** When the count begins anew; null: never by itself. */
  readonly resetsAtMs: number | null;
}

/**
 * The rule that decided, with what a sentence about it needs. `rates` are those in force; `plan` those that were sold.
 * The codes are stable: pages have words for them.
 */
export type PolicyCause =
  | {
      readonly code: 'refused';
      readonly reason: PolicyRefusal;
      readonly untilMs: number | null;
      /** Where the quota is what refuses. */
      readonly quota?: QuotaCount;
    }
  | {
      readonly code: 'walled_garden';
      /** What it stands instead of. */
      readonly reason: PolicyRefusal;
      readonly untilMs: number | null;
      readonly quota?: QuotaCount;
    }
  | { readonly code: 'plan'; readonly rates: Rates }
  | { readonly code: 'grace'; readonly rates: Rates; readonly untilMs: number }
  | {
      readonly code: 'speed_rule';
      readonly rates: Rates;
      readonly plan: Rates;
      readonly ruleId: string;
      readonly ruleName: string;
      readonly untilMs: number | null;
    }
  | {
      readonly code: 'boost';
      readonly rates: Rates;
      readonly plan: Rates;
      readonly boostId: string;
      readonly untilMs: number;
    }
  | ({
      readonly code: 'fair_use';
      readonly rates: Rates;
      readonly plan: Rates;
      readonly period: 'day' | 'week' | 'month';
      readonly tier: number;
    } & CountedAgainst)
  | ({ readonly code: 'quota_slow'; readonly rates: Rates; readonly plan: Rates } & QuotaCount);
