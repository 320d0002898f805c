import type { CivilZone } from '../time/civil-zone.ts';
import type { Decision, PolicyRefusal, QuotaPeriod, Rates } from '../policy.ts';
import type { PolicyCause, QuotaCount } from '../policy-cause.ts';
import { atMoment, bytesOf, momentWords, rateWords, timeOf, type MomentContext } from './policy-words.ts';

/** What a sentence about a decision is made of, for pages with words of their own. Null: says nothing here. */
export interface ExplanationParams {
  /** Those in force. */
  readonly downloadBps: number | null;
  readonly uploadBps: number | null;
  readonly planDownloadBps: number | null;
  readonly planUploadBps: number | null;
  readonly reason: PolicyRefusal | null;
  readonly ruleId: string | null;
  readonly ruleName: string | null;
  readonly boostId: string | null;
  readonly period: 'day' | 'week' | 'month' | QuotaPeriod | null;
  readonly tier: number | null;
  readonly usedBytes: number | null;
  readonly limitBytes: number | null;
  readonly usedTimeS: number | null;
  readonly limitTimeS: number | null;
  /** Since when it is so; null: not known. */
  readonly sinceMs: number | null;
  readonly untilMs: number | null;
  /** When the count that decided begins anew. */
  readonly resetsAtMs: number | null;
  /** The end of the subscription that ended. */
  readonly endedAtMs: number | null;
}

export interface Explanation {
  readonly code: PolicyCause['code'];
  readonly params: ExplanationParams;
  /** In English. */
  readonly sentence: string;
}

/** Why a subscriber gets what they get, in one sentence that names the rule that decided. */
export function explainDecision(
  decision: Decision<unknown>,
  context: {
    readonly zone: CivilZone;
    readonly nowMs: number;
    /** Since when it is so, where the caller knows. */
    readonly sinceMs?: number | null;
  },
): Explanation {
  const { cause } = decision;
  const params = paramsOf(decision, context.sinceMs ?? null);
  return { code: cause.code, params, sentence: sentenceOf(cause, params, context) };
}

function paramsOf(decision: Decision<unknown>, sinceMs: number | null): ExplanationParams {
  const { cause } = decision;
  const rates = decision.kind === 'accept' ? decision.terms : null;
  const plan =
    'plan' in cause ? cause.plan : cause.code === 'plan' || cause.code === 'grace' ? cause.rates : null;
  const counted: Partial<QuotaCount> =
    'quota' in cause && cause.quota ? cause.quota : cause.code === 'quota_slow' ? cause : {};
  const tier = cause.code === 'fair_use' ? cause : null;
  const endedAtMs =
    cause.code === 'walled_garden' && decision.kind === 'accept'
      ? (decision.subscription?.expiresAtMs ?? null)
      : null;
  return {
    downloadBps: rates && rates.downloadBps,
    uploadBps: rates && rates.uploadBps,
    planDownloadBps: plan && plan.downloadBps,
    planUploadBps: plan && plan.uploadBps,
    reason: 'reason' in cause ? cause.reason : null,
    ruleId: cause.code === 'speed_rule' ? cause.ruleId : null,
    ruleName: cause.code === 'speed_rule' ? cause.ruleName : null,
    boostId: cause.code === 'boost' ? cause.boostId : null,
    period: tier?.period ?? counted.period ?? null,
    tier: tier && tier.tier,
    usedBytes: tier?.usedBytes ?? counted.usedBytes ?? null,
    limitBytes: tier?.limitBytes ?? counted.limitBytes ?? null,
    usedTimeS: counted.usedTimeS ?? null,
    limitTimeS: counted.limitTimeS ?? null,
    sinceMs,
    untilMs: 'untilMs' in cause ? cause.untilMs : null,
    resetsAtMs: tier?.resetsAtMs ?? counted.resetsAtMs ?? null,
    endedAtMs,
  };
}

function sentenceOf(
  cause: PolicyCause,
  { sinceMs, endedAtMs }: ExplanationParams,
  at: MomentContext,
): string {
  const since = sinceMs === null ? '' : ` since ${momentWords(sinceMs, at)}`;
  switch (cause.code) {
    case 'plan':
      return `At the plan's ${rateWords(cause.rates)}`;
    case 'grace':
      return `At the plan's ${rateWords(cause.rates)} in the grace after the subscription's end, until ${momentWords(cause.untilMs, at)}`;
    case 'speed_rule':
      return `At ${rateWords(cause.rates)}${since} by the speed rule "${cause.ruleName}"${until(cause.untilMs, at)}; the plan gives ${rateWords(cause.plan)}`;
    case 'boost':
      return `Boosted to ${rateWords(cause.rates)}${since}${until(cause.untilMs, at)}; the plan gives ${rateWords(cause.plan)}`;
    case 'fair_use': {
      const used = bytesOf(cause.usedBytes, cause.limitBytes);
      const tier = `${fairUseWords[cause.period]} tier ${cause.tier}`;
      return `${slowed(cause.rates, since)}: ${tier}, ${used} used; ${fullSpeed(cause.resetsAtMs, at)}`;
    }
    case 'quota_slow':
      return `${slowed(cause.rates, since)}: ${usedUp(cause)}; ${fullSpeed(cause.resetsAtMs, at)}`;
    case 'walled_garden': {
      const ended = endedAtMs !== null && cause.reason === 'aaa.expired' ? ` ${atMoment(endedAtMs, at)}` : '';
      return `In the walled garden${since}, let in only to pay: ${why(cause)}${ended}${next(cause, at)}`;
    }
    case 'refused':
      break;
  }
  return `No service${since}: ${why(cause)}${next(cause, at)}`;
}

const fairUseWords = { day: 'daily', week: 'weekly', month: 'monthly' } as const;

const quotaWords: Readonly<Record<QuotaPeriod, string>> = {
  daily: 'daily quota',
  weekly: 'weekly quota',
  monthly: 'monthly quota',
  anniversary: "quota of the subscription's month",
  one_time: 'quota of the subscription',
};

const refusalWords: Readonly<Record<Exclude<PolicyRefusal, 'aaa.quota_used_up'>, string>> = {
  'aaa.tenant_suspended': 'the whole tenant is suspended',
  'aaa.paused': 'the subscriber is paused',
  'aaa.suspended': 'the subscriber is suspended',
  'aaa.disabled': 'the subscriber is disabled',
  'aaa.closed': 'the subscriber was closed',
  'aaa.no_subscription': 'no subscription is in force',
  'aaa.expired': 'the subscription has expired',
  'aaa.outside_login_hours': 'it is outside the login hours',
};

type Barred = Extract<PolicyCause, { code: 'refused' | 'walled_garden' }>;

function why({ reason, quota }: Barred): string {
  if (reason !== 'aaa.quota_used_up') return refusalWords[reason];
  return quota ? usedUp(quota) : 'the quota is used up';
}

/** What the clock alone will mend. */
function next({ reason, untilMs, quota }: Barred, at: MomentContext): string {
  const whenMs = quota ? quota.resetsAtMs : untilMs;
  if (whenMs === null) return '';
  const when = atMoment(whenMs, at);
  if (reason === 'aaa.outside_login_hours') return `; they begin ${when}`;
  if (reason === 'aaa.quota_used_up') return `; it begins anew ${when}`;
  if (reason === 'aaa.expired' || reason === 'aaa.no_subscription') return `; the next one begins ${when}`;
  return '';
}

function usedUp({ period, usedBytes, limitBytes, usedTimeS, limitTimeS }: QuotaCount): string {
  const isOfBytes = limitBytes !== null && usedBytes >= limitBytes;
  const used =
    isOfBytes || limitTimeS === null ? bytesOf(usedBytes, limitBytes ?? 0) : timeOf(usedTimeS, limitTimeS);
  return `${quotaWords[period]} used up, ${used}`;
}

function slowed(rates: Rates, since: string): string {
  return `Slowed to ${rateWords(rates)}${since}`;
}

function fullSpeed(resetsAtMs: number | null, at: MomentContext): string {
  if (resetsAtMs === null) return 'full speed again with a top-up or the next subscription';
  return `full speed again ${atMoment(resetsAtMs, at)}`;
}

function until(untilMs: number | null, at: MomentContext): string {
  return untilMs === null ? '' : ` until ${momentWords(untilMs, at)}`;
}
