import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickInForce } from '../subscriptions/index.ts';
import { CivilZone } from './time/civil-zone.ts';
import { effectivePolicy } from './effective-policy.ts';
import type {
  Decision,
  PolicyPlanVersion,
  PolicySubscriber,
  PolicySubscription,
  PolicyTenant,
} from './policy.ts';

const now = Date.UTC(2026, 2, 2, 12);
const hour = 3_600_000;

const plan: PolicyPlanVersion<string> = {
  id: 'plan-1',
  planId: 'plan',
  downloadBps: 20_000_000,
  uploadBps: 10_000_000,
  burst: null,
  sessionTimeoutS: null,
  idleTimeoutS: 600,
  interimIntervalS: null,
  sessionVolumeBytes: 5_000,
  maxSessions: 1,
  pool: 'pool-a',
  ipv6Pool: 'pool-6',
  delegatedIpv6Pool: 'pool-pd',
  addressList: null,
  customAttributes: ['of the plan'],
  counts: 'both',
  quota: null,
  fairUse: [],
  zoneRules: [],
};

const subscription: PolicySubscription = {
  id: 'subscription-1',
  planVersionId: 'plan-1',
  isCancelled: false,
  priority: 0,
  assignedAtMs: now - 10 * hour,
  startsAtMs: now - 10 * hour,
  anchorAtMs: now - 10 * hour,
  expiresAtMs: now + 10 * hour,
  sessionVolumeBytes: null,
  quotaBytes: null,
};

const subscriber: PolicySubscriber<string> = {
  status: 'active',
  maxSessions: null,
  loginHours: null,
  framedIp: null,
  framedIpv6Prefix: null,
  delegatedIpv6Prefix: null,
  customAttributes: ['of the subscriber'],
  subscriptions: [subscription],
  tags: [],
  usage: null,
  topUps: [],
  boosts: [],
};

const tenant: PolicyTenant = {
  isSuspended: false,
  zone: new CivilZone('UTC'),
  graceMs: 0,
  walledGarden: null,
  walledFor: new Set(),
  speedRules: [],
};

function decide(changes: {
  tenant?: Partial<PolicyTenant>;
  subscriber?: Partial<PolicySubscriber<string>>;
  plan?: Partial<PolicyPlanVersion<string>>;
  nowMs?: number;
}): Decision<string> {
  return effectivePolicy({
    tenant: { ...tenant, ...changes.tenant },
    subscriber: { ...subscriber, ...changes.subscriber },
    planVersionOf: (id) => (id.startsWith('plan-') ? { ...plan, id, ...changes.plan } : undefined),
    nowMs: changes.nowMs ?? now,
  });
}

function reasonOf(decision: Decision<string>): string {
  return decision.kind === 'reject' ? decision.reason : 'accepted';
}

function acceptedBy(decision: Decision<string>): Extract<Decision<string>, { kind: 'accept' }> {
  if (decision.kind !== 'accept') throw new Error(`rejected: ${decision.reason}`);
  return decision;
}

function timeoutOf(planTimeoutS: number | null, expiresInMs: number | null): number | null {
  const expiresAtMs = expiresInMs === null ? null : now + expiresInMs;
  const subscriptions = [{ ...subscription, expiresAtMs }];
  const decision = decide({ plan: { sessionTimeoutS: planTimeoutS }, subscriber: { subscriptions } });
  return acceptedBy(decision).terms.sessionTimeoutS;
}

describe('effectivePolicy', () => {
  it.each([
    ['new', 'accepted'],
    ['active', 'accepted'],
    ['grace', 'accepted'],
    ['expired', 'accepted'],
    ['paused', 'aaa.paused'],
    ['suspended', 'aaa.suspended'],
    ['disabled', 'aaa.disabled'],
    ['closed', 'aaa.closed'],
  ] as const)('answers status %s with %s', (status, expected) => {
    expect(reasonOf(decide({ subscriber: { status } }))).toBe(expected);
  });

  it('refuses every subscriber of a suspended tenant, whatever their status', () => {
    const decision = decide({ tenant: { isSuspended: true }, subscriber: { status: 'paused' } });
    expect(reasonOf(decision)).toBe('aaa.tenant_suspended');
  });

  it('tells one that has expired from one that never was', () => {
    const expired = { ...subscription, expiresAtMs: now };
    expect(reasonOf(decide({ subscriber: { subscriptions: [expired] } }))).toBe('aaa.expired');
    expect(reasonOf(decide({ subscriber: { subscriptions: [] } }))).toBe('aaa.no_subscription');
    const cancelled = { ...subscription, isCancelled: true };
    expect(reasonOf(decide({ subscriber: { subscriptions: [cancelled] } }))).toBe('aaa.no_subscription');
    const future = { ...subscription, startsAtMs: now + 1 };
    expect(decide({ subscriber: { subscriptions: [future] } })).toMatchObject({
      kind: 'reject',
      reason: 'aaa.no_subscription',
      changesAtMs: now + 1,
    });
  });

  it('serves through the grace and ends the session with it', () => {
    const subscriptions = [{ ...subscription, expiresAtMs: now - hour }];
    const within = acceptedBy(decide({ tenant: { graceMs: 3 * hour }, subscriber: { subscriptions } }));
    expect(within.terms.sessionTimeoutS).toBe(2 * 3600);
    expect(within.changesAtMs).toBe(now + 2 * hour);
    const after = decide({
      tenant: { graceMs: 3 * hour },
      subscriber: { subscriptions },
      nowMs: now + 2 * hour,
    });
    expect(reasonOf(after)).toBe('aaa.expired');
  });

  it('prefers what is in force to what is in grace, then priority, then the newest', () => {
    const inGrace = { ...subscription, id: 'grace', priority: 9, expiresAtMs: now - 1 };
    const older = { ...subscription, id: 'older' };
    const newer = { ...subscription, id: 'newer', assignedAtMs: now - hour };
    const important = { ...subscription, id: 'important', priority: 1 };
    const pick = (...subscriptions: PolicySubscription[]): string =>
      acceptedBy(decide({ tenant: { graceMs: hour }, subscriber: { subscriptions } })).subscription!.id;
    expect(pick(inGrace, older)).toBe('older');
    expect(pick(older, newer)).toBe('newer');
    expect(pick(newer, older)).toBe('newer');
    expect(pick(newer, important, older)).toBe('important');
  });

  it('picks the same subscription as the record that the subscriptions module keeps', () => {
    const instant = fc.integer({ min: -50, max: 50 }).map((minutes) => now + minutes * 60_000);
    const held = fc.record({
      priority: fc.integer({ min: 0, max: 2 }),
      assignedAtMs: instant,
      startsAtMs: instant,
      expiresAtMs: fc.option(instant),
      isCancelled: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(held, { maxLength: 5 }), (holdings) => {
        const subscriptions = holdings.map((holding, index) => ({
          ...subscription,
          id: `s-${index}`,
          ...holding,
        }));
        const records = subscriptions.map((one) => ({
          id: one.id,
          status: one.isCancelled ? ('cancelled' as const) : ('active' as const),
          priority: one.priority,
          assignedAt: new Date(one.assignedAtMs),
          startsAt: new Date(one.startsAtMs),
          expiresAt: one.expiresAtMs === null ? null : new Date(one.expiresAtMs),
        }));
        const decision = decide({ subscriber: { subscriptions } });
        const picked = decision.kind === 'accept' ? decision.subscription!.id : undefined;
        expect(picked).toBe(pickInForce(records, new Date(now))?.id);
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses outside the login hours and ends the session at their close', () => {
    // 2026-03-02 is a Monday; 12:00 UTC is minute 720.
    const open = acceptedBy(decide({ subscriber: { loginHours: [600, 780] } }));
    expect(open.terms.sessionTimeoutS).toBe(3600);
    expect(open.changesAtMs).toBe(now + hour);
    expect(decide({ subscriber: { loginHours: [780, 900] } })).toMatchObject({
      kind: 'reject',
      reason: 'aaa.outside_login_hours',
      changesAtMs: now + hour,
    });
  });

  it('takes the smallest of all limits as the session timeout', () => {
    expect(timeoutOf(null, null)).toBeNull();
    expect(timeoutOf(7200, null)).toBe(7200);
    expect(timeoutOf(7200, hour)).toBe(3600);
    expect(timeoutOf(60, hour)).toBe(60);
    expect(timeoutOf(null, 1)).toBe(1);
    expect(timeoutOf(null, 1e15)).toBe(2 ** 31 - 1);
  });

  it("puts the subscriber's own address, limit and volume before the plan's", () => {
    const { terms } = acceptedBy(
      decide({
        subscriber: {
          maxSessions: 3,
          framedIp: '10.0.0.5',
          framedIpv6Prefix: '2001:db8::/64',
          delegatedIpv6Prefix: '2001:db8:1::/56',
          subscriptions: [{ ...subscription, sessionVolumeBytes: 99 }],
        },
      }),
    );
    expect(terms).toMatchObject({
      maxSessions: 3,
      framedIp: '10.0.0.5',
      pool: null,
      framedIpv6Prefix: '2001:db8::/64',
      ipv6Pool: null,
      delegatedIpv6Prefix: '2001:db8:1::/56',
      delegatedIpv6Pool: null,
      sessionVolumeBytes: 99,
      planAttributes: ['of the plan'],
      subscriberAttributes: ['of the subscriber'],
    });
    expect(acceptedBy(decide({})).terms).toMatchObject({
      maxSessions: 1,
      pool: 'pool-a',
      sessionVolumeBytes: 5_000,
    });
  });

  it('keeps its answer until the instant it names', () => {
    const minute = 60_000;
    const instant = fc.integer({ min: -3_000, max: 3_000 }).map((minutes) => now + minutes * minute);
    const held = fc.record({
      priority: fc.integer({ min: 0, max: 1 }),
      startsAtMs: instant,
      lastsMs: fc.option(fc.integer({ min: 1, max: 2_000 }).map((minutes) => minutes * minute)),
      isCancelled: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(held, { maxLength: 4 }),
        fc.option(fc.constantFrom([600, 780], [0, 60, 1440, 3000], [9000, 10080])),
        fc.constantFrom(0, 17 * minute, 24 * hour),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (holdings, loginHours, graceMs, fraction) => {
          const subscriptions = holdings.map((holding, index) => ({
            ...subscription,
            id: `subscription-${index}`,
            ...holding,
            expiresAtMs: holding.lastsMs === null ? null : holding.startsAtMs + holding.lastsMs,
          }));
          const ask = (nowMs: number): Decision<string> =>
            decide({ tenant: { graceMs }, subscriber: { subscriptions, loginHours }, nowMs });
          const first = ask(now);
          expect(first.changesAtMs).toBeGreaterThan(now);
          const end = Math.min(first.changesAtMs, now + 1e10);
          const later = ask(now + Math.floor((end - now) * fraction));
          expect(withoutTimeLeft(later)).toEqual(withoutTimeLeft(first));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

function withoutTimeLeft(decision: Decision<string>): unknown {
  if (decision.kind === 'reject') return decision;
  return { ...decision, terms: { ...decision.terms, sessionTimeoutS: 'whatever is left' } };
}
