import { Class, Code, findAttribute, PacketBuilder } from '@trunkline/radius';
import { expect, test } from 'vitest';
import { renderTerms } from '../../aaa/index.ts';
import { nasVendors, type NasVendor } from '../../nas/index.ts';
import { CivilZone, decodeClassToken, effectivePolicy, type PolicySubject } from '../../policy/index.ts';
import type { BridgedLogin, BridgeQuestion } from './bridge-question.ts';
import { rowsOfGroup } from './group-of.ts';
import { prepareAttributes } from './prepare-attributes.ts';
import { spelledAttribute } from './rendered-attributes.ts';
import { rowsOfSubscriber } from './rows-of-subscriber.ts';

const tenantId = '0190a000-0000-7000-8000-000000000001';
const subscriberId = '0190a000-0000-7000-8000-000000000002';
const subscriptionId = '0190a000-0000-7000-8000-000000000003';
const versionId = '0190a000-0000-7000-8000-000000000004';
const nowMs = Date.parse('2026-03-02T12:00:00.700Z');
const dayMs = 86_400_000;

type Plan = NonNullable<ReturnType<PolicySubject['planVersionOf']>>;
interface Situation {
  plan?: Partial<Plan>;
  subscriber?: Partial<PolicySubject['subscriber']>;
  tenant?: Partial<PolicySubject['tenant']>;
  login?: Partial<BridgedLogin>;
  vendors?: readonly NasVendor[];
  macAuthPassword?: string | null;
  expiresAtMs?: number | null;
}

function questionOf(situation: Situation = {}): BridgeQuestion {
  const plan: Plan = {
    id: versionId,
    planId: versionId,
    downloadBps: 20_000_000,
    uploadBps: 5_000_000,
    burst: null,
    sessionTimeoutS: null,
    idleTimeoutS: 600,
    interimIntervalS: null,
    sessionVolumeBytes: null,
    maxSessions: 2,
    pool: 'home',
    ipv6Pool: 'home6',
    delegatedIpv6Pool: 'delegated',
    addressList: 'customers',
    customAttributes: [{ name: 'Cisco-AVPair', value: 'plan=1' }],
    counts: 'both',
    quota: null,
    fairUse: [],
    zoneRules: [],
    ...situation.plan,
  };
  const { expiresAtMs = nowMs + 30 * dayMs } = situation;
  const period = {
    assignedAtMs: nowMs - dayMs,
    startsAtMs: nowMs - dayMs,
    anchorAtMs: nowMs - dayMs,
    expiresAtMs,
  };
  const held = { id: subscriptionId, planVersionId: versionId, isCancelled: false, priority: 0, ...period };
  return {
    tenantId,
    subscriberId,
    nowMs,
    subject: {
      tenant: {
        isSuspended: false,
        zone: new CivilZone('UTC'),
        graceMs: 0,
        walledGarden: null,
        walledFor: new Set(),
        speedRules: [],
        ...situation.tenant,
      },
      planVersionOf: (id) => (id === versionId ? plan : undefined),
      subscriber: {
        status: 'active',
        maxSessions: null,
        loginHours: null,
        framedIp: null,
        framedIpv6Prefix: null,
        delegatedIpv6Prefix: null,
        customAttributes: [],
        tags: [],
        usage: null,
        topUps: [],
        boosts: [],
        subscriptions: [{ ...held, sessionVolumeBytes: null, quotaBytes: null }],
        ...situation.subscriber,
      },
    },
    login: {
      usernameKey: 'anna',
      password: 'correct horse',
      macBinding: 'none',
      macs: [],
      aliases: [],
      nasName: null,
      ...situation.login,
    },
    tenant: {
      vendors: situation.vendors ?? ['mikrotik'],
      interimIntervalS: 300,
      macAuthPassword: situation.macAuthPassword ?? null,
    },
  };
}

const garden = { downloadBps: 1_000_000, uploadBps: 500_000, pool: 'garden', addressList: 'pay' };
const situations: Record<string, Situation> = {
  'a plain plan': {},
  'addresses of one’s own': {
    subscriber: {
      framedIp: '198.51.100.7',
      framedIpv6Prefix: '2001:db8:1::/64',
      delegatedIpv6Prefix: '2001:db8:2::/56',
    },
  },
  'attributes of one’s own': { subscriber: { customAttributes: [{ name: 'Cisco-AVPair', value: 'own=1' }] } },
  'a limit of a session': { plan: { sessionTimeoutS: 3_600, sessionVolumeBytes: 5_000_000_000 } },
  'a quota that cuts': {
    plan: { quota: { period: 'monthly', bytes: 9_000_000_000, timeS: 36_000, atZero: 'cut', slow: null } },
  },
  'a quota smaller than a session’s limit': {
    plan: {
      sessionVolumeBytes: 5_000_000_000,
      quota: { period: 'monthly', bytes: 2_000_000_000, timeS: null, atZero: 'cut', slow: null },
    },
  },
  'a boost': {
    subscriber: {
      boosts: [
        { id: versionId, fromMs: nowMs - 1, untilMs: nowMs + dayMs, downloadBps: 9e7, uploadBps: 8e7 },
      ],
    },
  },
  'a walled garden': {
    tenant: { walledGarden: garden, walledFor: new Set(['aaa.expired', 'aaa.no_subscription'] as const) },
    expiresAtMs: nowMs - 1,
  },
};

/** What our own Access-Accept says, but for what FreeRADIUS computes itself. */
function ownAnswer({ subject, tenant }: BridgeQuestion, vendor: NasVendor): string[] {
  const decision = effectivePolicy({ ...subject, nowMs });
  if (decision.kind === 'reject') throw new Error(decision.reason);
  const said: string[] = [];
  const reply = new (class extends PacketBuilder {
    override add(...[definition, value, options]: Parameters<PacketBuilder['add']>): this {
      const { attribute, value: text } = spelledAttribute(definition, value);
      said.push(`${attribute}${options?.tag === undefined ? '' : `:${options.tag}`} ${text}`);
      return super.add(definition, value, options);
    }
  })(Code.AccessAccept);
  const { terms } = decision;
  const planAttributes = prepareAttributes(terms.planAttributes);
  const subscriberAttributes = prepareAttributes(terms.subscriberAttributes);
  renderTerms(
    reply,
    { ...terms, planAttributes, subscriberAttributes },
    {
      vendor,
      interimIntervalS: tenant.interimIntervalS,
      classToken: Buffer.alloc(0),
    },
  );
  return said.filter((line) => !/^(Class|Session-Timeout) /.test(line)).toSorted();
}

test.each(Object.entries(situations))(
  '%s: the rows say what our own Accept says, to every vendor',
  (_name, situation) => {
    for (const vendor of nasVendors) {
      const question = questionOf({ ...situation, vendors: [vendor] });
      const { rows, group } = rowsOfSubscriber(question);
      const shared = rowsOfGroup(group!, question.tenant);
      const said = [...rows.radreply, ...shared.radgroupreply, ...rows.radgroupreply]
        .map(({ attribute, value }) => `${attribute} ${value}`)
        .filter((line) => !/^(Class|Session-Timeout|Fall-Through) /.test(line));
      expect([vendor, said.toSorted()]).toEqual([vendor, ownAnswer(question, vendor)]);
      expect(rows.radusergroup.map(({ groupname }) => groupname)[0]).toBe(`${group!.name}-${vendor}`);
    }
  },
);

test('the second of the end is the same one whenever it is asked', () => {
  const seconds = [0, 1, 299, 300, 999].map((ms) => {
    const { rows } = rowsOfSubscriber({ ...questionOf(), nowMs: nowMs + ms });
    return rows.radcheck.find(({ attribute }) => attribute === 'Expiration')?.value;
  });
  expect(new Set(seconds)).toEqual(new Set([String(Math.floor((nowMs + 30 * dayMs) / 1000))]));
});

test('Class links a session to its subscription, and to nothing that a window of hours changes', () => {
  const { rows } = rowsOfSubscriber(questionOf());
  const row = rows.radreply.find(({ attribute }) => attribute === findAttribute(Class.name)!.name)!;
  const token = decodeClassToken(Buffer.from(row.value.slice(2), 'hex'));
  expect(token).toEqual({ tenantId, subscriptionId, reservation: 0, granted: null });
});

function check(login: Partial<BridgedLogin>, more: Situation = {}): string[] {
  return rowsOfSubscriber(questionOf({ ...more, login })).rows.radcheck.map(
    ({ name, attribute, op, value }) => `${name}: ${attribute} ${op} ${value}`,
  );
}

test('devices: one is compared, several are looked for, and a name is each address that is a device’s own', () => {
  const [one, two] = ['aa:bb:cc:00:00:01', 'aa:bb:cc:00:00:02'];
  expect(check({ macBinding: 'fixed', macs: [one] })).toContain(`anna: Calling-Station-Id == ${one}`);
  expect(check({ macBinding: 'learn', macs: [two, one] })).toContain(
    `anna: Calling-Station-Id =~ ^(${one}|${two})$`,
  );
  expect(check({ macBinding: 'learn', macs: [] }).join()).not.toContain('Calling-Station-Id');
  expect(check({ macBinding: 'fixed', macs: [] })).toEqual(['anna: Auth-Type := Reject']);
  expect(check({ nasName: 'core `1`' })).toContain('anna: Tmp-String-8 == core `1`');
  const device = { usernameKey: one, password: null, macs: [one, two], aliases: [one, two] };
  expect(check(device).filter((row) => row.includes('Auth-Type'))).toEqual([
    `${one}: Auth-Type := Accept`,
    `${two}: Auth-Type := Accept`,
  ]);
  expect(check(device, { macAuthPassword: 'word' })).toContain(`${two}: Cleartext-Password := word`);
});

test('who is refused has two rows that say so, and who is closed none', () => {
  const refused = rowsOfSubscriber(questionOf({ expiresAtMs: nowMs - 1 }));
  expect(refused).toMatchObject({
    group: null,
    rows: {
      radcheck: [{ attribute: 'Auth-Type', op: ':=', value: 'Reject' }],
      radreply: [{ attribute: 'Reply-Message', op: '=', value: 'Your subscription has expired' }],
      radusergroup: [],
    },
  });
  expect(rowsOfSubscriber(questionOf({ subscriber: { status: 'closed' } })).rows.radcheck).toEqual([]);
});

test('a group’s name holds everything but the time: a rule’s window changes its rows, a tier its name', () => {
  const rule = { id: versionId, name: 'night', priority: 0, planIds: null, tags: null, countedPercent: 100 };
  const at = (fixed: number) => ({
    tenant: {
      speedRules: [{ ...rule, hours: null, effect: { fixed: { downloadBps: fixed, uploadBps: fixed } } }],
    },
  });
  const [slow, fast] = [at(1_000_000), at(9_000_000)].map((one) => rowsOfSubscriber(questionOf(one)).group!);
  expect(slow!.name).toBe(fast!.name);
  expect(slow!.terms.downloadBps).not.toBe(fast!.terms.downloadBps);
  const fairUse = [
    { period: 'day', number: 1, thresholdBytes: 1_000, downloadBps: 1_000, uploadBps: 1_000 },
  ] as const;
  const usage = {
    day: '2026-03-02',
    dayBytes: 2_000,
    week: '2026-03-01',
    weekBytes: 0,
    month: '2026-03-01',
    monthBytes: 0,
  };
  const counted = { ...usage, quotaFromMs: null, quotaBytes: 0, quotaTimeS: 0 };
  const before = rowsOfSubscriber(questionOf({ plan: { fairUse } })).group!;
  const after = rowsOfSubscriber(questionOf({ plan: { fairUse }, subscriber: { usage: counted } })).group!;
  expect(after.name).not.toBe(before.name);
  expect(after.terms.downloadBps).toBe(1_000);
});

test('what was left at the last news stands until it covers no more', () => {
  const quota = { period: 'monthly', bytes: 9_000_000_000, timeS: null, atZero: 'cut', slow: null } as const;
  const left = (volumeBytes: number | null) =>
    rowsOfSubscriber({ ...questionOf({ plan: { quota } }), leftBefore: { volumeBytes, timeS: null } }).left
      .volumeBytes;
  expect(left(10_000_000_000)).toBe(10_000_000_000);
  expect(left(8_000_000_000)).toBe(9_000_000_000);
  expect(left(null)).toBe(9_000_000_000);
});
