import { describe, expect, it } from 'vitest';
import { CivilZone } from '../time/civil-zone.ts';
import { explainDecision } from './explain-decision.ts';
import type { Decision } from '../policy.ts';
import type { PolicyCause } from '../policy-cause.ts';

const zone = new CivilZone('Asia/Baghdad');
/** 21 November 2026, 17:30 in Baghdad. */
const nowMs = Date.UTC(2026, 10, 21, 14, 30);
const at = (month: number, day: number, hour = 0, minute = 0): number =>
  Date.UTC(2026, month - 1, day, hour - 3, minute);
const rates = { downloadBps: 2_000_000, uploadBps: 8_000_000 };
const plan = { downloadBps: 50_000_000, uploadBps: 25_000_000 };
const quota = {
  period: 'monthly',
  usedBytes: 100_400_000_000,
  limitBytes: 100_000_000_000,
  usedTimeS: 0,
  limitTimeS: null,
  resetsAtMs: at(12, 1),
} as const;

function sentence(cause: PolicyCause, sinceMs?: number): string {
  const base = { cause, metering: undefined, changesAtMs: Infinity };
  const decision: Decision<never> =
    cause.code === 'refused'
      ? { ...base, kind: 'reject', reason: cause.reason }
      : { ...base, kind: 'accept', subscription: null, terms: { ...rates } as never };
  return explainDecision(decision, { zone, nowMs, sinceMs: sinceMs ?? null }).sentence;
}

describe('a decision in one sentence', () => {
  it.each<[string, PolicyCause, number?]>([
    ["At the plan's 50M/25M", { code: 'plan', rates: plan }],
    [
      "At the plan's 50M/25M in the grace after the subscription's end, until 23 November 09:15",
      { code: 'grace', rates: plan, untilMs: at(11, 23, 9, 15) },
    ],
    [
      'At 2M/8M since 14:05 by the speed rule "Evening" until 23:00; the plan gives 50M/25M',
      { code: 'speed_rule', rates, plan, ruleId: 'r', ruleName: 'Evening', untilMs: at(11, 21, 23) },
      at(11, 21, 14, 5),
    ],
    [
      'Boosted to 2M/8M until 22 November; the plan gives 50M/25M',
      { code: 'boost', rates, plan, boostId: 'b', untilMs: at(11, 22) },
    ],
    [
      'Slowed to 2M/8M since 14:05: monthly tier 2, 310 of 300 GB used; full speed again on 1 December',
      {
        code: 'fair_use',
        rates,
        plan,
        period: 'month',
        tier: 2,
        usedBytes: 310_000_000_000,
        limitBytes: 300_000_000_000,
        resetsAtMs: at(12, 1),
      },
      at(11, 21, 14, 5),
    ],
    [
      'Slowed to 2M/8M since 20 November 08:00: monthly quota used up, 100 of 100 GB; full speed again on 1 December',
      { code: 'quota_slow', rates, plan, ...quota },
      at(11, 20, 8),
    ],
    [
      'Slowed to 2M/8M: quota of the subscription used up, 2 h 5 min of 2 h; full speed again with a top-up or the next subscription',
      {
        code: 'quota_slow',
        rates,
        plan,
        ...quota,
        period: 'one_time',
        limitBytes: null,
        usedTimeS: 7_500,
        limitTimeS: 7_200,
        resetsAtMs: null,
      },
    ],
    [
      'In the walled garden, let in only to pay: monthly quota used up, 100 of 100 GB; it begins anew on 1 December',
      { code: 'walled_garden', reason: 'aaa.quota_used_up', untilMs: at(12, 1), quota },
    ],
    [
      'No service: it is outside the login hours; they begin at 18:00',
      { code: 'refused', reason: 'aaa.outside_login_hours', untilMs: at(11, 21, 18) },
    ],
    ['No service: the subscriber is suspended', { code: 'refused', reason: 'aaa.suspended', untilMs: null }],
    [
      'No service: no subscription is in force; the next one begins on 1 January 2027',
      { code: 'refused', reason: 'aaa.no_subscription', untilMs: at(13, 1) },
    ],
  ])('%s', (expected, cause, sinceMs) => {
    expect(sentence(cause, sinceMs)).toBe(expected);
  });

  it('never rounds up to a limit that was not reached', () => {
    const cause = {
      code: 'fair_use',
      rates: { downloadBps: 512_000, uploadBps: 1_500_000_000 },
      plan,
      period: 'day',
      tier: 1,
      usedBytes: 999_999_999,
      limitBytes: 999_000_000,
      resetsAtMs: at(11, 22),
    } as const;
    expect(sentence(cause)).toBe(
      'Slowed to 512k/1.5G: daily tier 1, 999 of 999 MB used; full speed again on 22 November',
    );
  });
});
