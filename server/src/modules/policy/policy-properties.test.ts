import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyQuestion, type AnyQuestion } from '../../../test/support/any-policy-question.ts';
import { effectivePolicy } from './effective-policy.ts';
import type { Decision, MeteredUsage, PolicyQuestion } from './policy.ts';

const seed = Number(process.env.TRUNKLINE_TEST_SEED ?? 20_261_121);
const day = 86_400_000;

type Accepted = Extract<Decision<string>, { kind: 'accept' }>;

/** Fails with the seed, by which the same questions come again. */
function holdsForAll(property: (any: AnyQuestion, fraction: number) => void, numRuns = 1_500): void {
  const fraction = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  fc.assert(fc.property(anyQuestion, fraction, property), { seed, numRuns });
}

function isServed(decision: Decision<string>): decision is Accepted {
  return decision.kind === 'accept' && decision.terms.access === 'full';
}

/** What somebody gets and why, without what is left of it and how much was counted. */
function gist(decision: Decision<string>): unknown {
  const { metering: _metering, changesAtMs: _changes, ...answer } = decision;
  const cause = { ...decision.cause, usedBytes: 0, usedTimeS: 0, quota: undefined };
  if (answer.kind === 'reject') return { ...answer, cause };
  const { sessionTimeoutS: _time, sessionVolumeBytes: _volume, ...terms } = answer.terms;
  return { ...answer, cause, terms };
}

/** The gist and how counting goes on. */
function whole(decision: Decision<string>): unknown {
  return [gist(decision), decision.metering];
}

describe('effectivePolicy, whatever it is asked', () => {
  it('gives the same answer to the same question', () => {
    holdsForAll(({ question }) => {
      const first = effectivePolicy(question);
      effectivePolicy({ ...question, nowMs: question.nowMs + 40 * day });
      expect(effectivePolicy(question)).toEqual(first);
    });
  });

  it('never serves after the end without a grace', () => {
    holdsForAll(({ question }) => {
      const { tenant, subscriber, nowMs } = question;
      const isOver = subscriber.subscriptions.every(
        ({ isCancelled, startsAtMs, expiresAtMs }) =>
          isCancelled || nowMs < startsAtMs || nowMs >= (expiresAtMs ?? Infinity) + tenant.graceMs,
      );
      if (isOver) expect(isServed(effectivePolicy(question))).toBe(false);
    });
  });

  it('lets into a walled garden only where the tenant has one', () => {
    holdsForAll(({ question }) => {
      const decision = effectivePolicy({ ...question, tenant: { ...question.tenant, walledGarden: null } });
      if (decision.kind === 'accept') expect(decision.terms.access).toBe('full');
    });
  });

  it('is never faster than the tightest tier reached, whatever boost or rule says', () => {
    holdsForAll(({ question, plan }) => {
      const decision = effectivePolicy(question);
      const { usage } = question.subscriber;
      if (!isServed(decision) || !usage) return;
      // As counted: the usage of these questions is of this period or of another century.
      const used = { day: usage.dayBytes, week: usage.weekBytes, month: usage.monthBytes };
      const isPresent = (period: keyof typeof used): boolean => !usage[period].startsWith('2001');
      for (const tier of plan.fairUse) {
        if (!isPresent(tier.period) || used[tier.period] < tier.thresholdBytes) continue;
        expect(decision.terms.downloadBps).toBeLessThanOrEqual(tier.downloadBps);
        expect(decision.terms.uploadBps).toBeLessThanOrEqual(tier.uploadBps);
      }
    });
  });

  it('gives a quota that is used up no service, or none faster than its slow speed', () => {
    holdsForAll(({ question, plan }) => {
      const decision = effectivePolicy(question);
      const limits = decision.metering?.quota;
      const { usage } = question.subscriber;
      if (!limits || !usage || usage.quotaFromMs !== limits.fromMs) return;
      const isUsedUp =
        usage.quotaBytes >= (limits.limitBytes ?? Infinity) ||
        usage.quotaTimeS >= (limits.limitTimeS ?? Infinity);
      if (!isUsedUp || !isServed(decision)) return;
      expect(plan.quota!.atZero).toBe('slow');
      expect(decision.terms.downloadBps).toBeLessThanOrEqual(plan.quota!.slow!.downloadBps);
      expect(decision.terms.uploadBps).toBeLessThanOrEqual(plan.quota!.slow!.uploadBps);
    });
  });

  it('has a burst only where nothing holds the speed down', () => {
    holdsForAll(({ question }) => {
      const decision = effectivePolicy(question);
      if (!isServed(decision) || !decision.terms.burst) return;
      expect(['plan', 'grace', 'speed_rule']).toContain(decision.cause.code);
    });
  });
});

describe('the instant at which the answer changes', () => {
  it('comes after now, and until then nothing changes', () => {
    holdsForAll(({ question }, fraction) => {
      const first = effectivePolicy(question);
      expect(first.changesAtMs).toBeGreaterThan(question.nowMs);
      const end = Math.min(first.changesAtMs, question.nowMs + 70 * day);
      for (const atMs of [question.nowMs + Math.floor((end - question.nowMs) * fraction), end - 1]) {
        expect(whole(effectivePolicy({ ...question, nowMs: atMs }))).toEqual(whole(first));
      }
    });
  });

  it('is reached from one to the next, and every change is at one of them', () => {
    const step = 7 * 60_000;
    holdsForAll(({ question }) => {
      let present = effectivePolicy(question);
      const lastMs = question.nowMs + 2 * day;
      for (let atMs = question.nowMs; atMs < lastMs; atMs += step) {
        const answer = effectivePolicy({ ...question, nowMs: atMs });
        for (let hops = 0; present.changesAtMs <= atMs; hops++) {
          expect(hops).toBeLessThan(100);
          present = effectivePolicy({ ...question, nowMs: present.changesAtMs });
        }
        expect(whole(answer)).toEqual(whole(present));
      }
    }, 100);
  });
});

/** The same question with another count. */
function counting(question: PolicyQuestion<string>, changes: Partial<MeteredUsage>): PolicyQuestion<string> {
  const subscriber = { ...question.subscriber, usage: { ...question.subscriber.usage!, ...changes } };
  return { ...question, subscriber };
}

describe('an alarm', () => {
  const periods = ['day', 'week', 'month'] as const;

  it('of a period is the count at which the answer becomes another one, and none before it', () => {
    holdsForAll(({ question }, fraction) => {
      const decision = effectivePolicy(question);
      const { usage } = question.subscriber;
      if (!decision.metering || !usage) return;
      for (const period of periods) {
        if (usage[period].startsWith('2001')) continue;
        const used = usage[`${period}Bytes`];
        const alarm = decision.metering[`${period}AlarmBytes`];
        const below = used + Math.floor(((alarm ?? 1e14) - used) * fraction);
        expect(gist(effectivePolicy(counting(question, { [`${period}Bytes`]: below })))).toEqual(
          gist(decision),
        );
        if (alarm === null) continue;
        expect(alarm).toBeGreaterThan(used);
        const at = effectivePolicy(counting(question, { [`${period}Bytes`]: alarm }));
        expect(gist(at)).not.toEqual(gist(decision));
      }
    });
  });

  it('of a quota is its end, and there is none behind it', () => {
    holdsForAll(({ question, plan }, fraction) => {
      const decision = effectivePolicy(question);
      const quota = decision.metering?.quota;
      const { usage } = question.subscriber;
      if (!quota || !usage || usage.quotaFromMs !== quota.fromMs) return;
      const { alarmBytes, alarmTimeS } = quota;
      const bytes = usage.quotaBytes + Math.floor(((alarmBytes ?? 1e14) - usage.quotaBytes) * fraction);
      const timeS = usage.quotaTimeS + Math.floor(((alarmTimeS ?? 1e9) - usage.quotaTimeS) * fraction);
      const below = effectivePolicy(counting(question, { quotaBytes: bytes, quotaTimeS: timeS }));
      expect(whole(below)).toEqual(whole(decision));
      for (const reached of [
        alarmBytes && { quotaBytes: alarmBytes },
        alarmTimeS && { quotaTimeS: alarmTimeS },
      ]) {
        if (!reached) continue;
        const at = effectivePolicy(counting(question, reached));
        expect(at.metering?.quota).toMatchObject({ alarmBytes: null, alarmTimeS: null });
        if (plan.quota!.atZero !== 'slow') expect(isServed(at)).toBe(false);
      }
    });
  });
});
