import {
  AcctInterimInterval,
  addPasswordProof,
  Class,
  Code,
  FramedIpAddress,
  FramedPool,
  MikrotikRateLimit,
  MsChapError,
  PacketBuilder,
  ReplyMessage,
  ServiceType,
  SessionTimeout,
  UserName,
  UserPassword,
} from '@trunkline/radius';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rejectReasons } from '../../src/modules/aaa/index.ts';
import { decodeClassToken } from '../../src/modules/policy/index.ts';
import { sealSetting } from '../../src/modules/settings/index.ts';
import { eventually, RadiusHouse } from './radius-house.ts';

let house: RadiusHouse;
let tenantId: string;
let nasId: string;
let plan: { planId: string; versionId: string };

const text = (code: keyof typeof rejectReasons): string => rejectReasons[code].replyMessage;

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('one');
  nasId = await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  plan = await house.addPlan(tenantId, { pool: 'pool-a' });
  const otherNas = await house.addNas(tenantId, { prefix: '10.9.9.9/32' });
  const add = (input: Parameters<RadiusHouse['addSubscriber']>[2]): Promise<string> =>
    house.addSubscriber(tenantId, plan, input);
  for (const status of ['active', 'suspended', 'paused', 'disabled', 'closed'])
    await add({ username: status, status });
  for (const method of ['pap', 'chap', 'ms-chap-v1', 'ms-chap-v2']) await add({ username: method });
  await add({ username: 'expired', expiresInMs: -1_000 });
  await add({ username: 'bare', subscription: false });
  await add({
    username: 'night',
    loginWindows: [{ days: [((new Date().getUTCDay() + 2) % 7) + 1], from: '00:00', to: '00:01' }],
  });
  await add({ username: 'fixed', macBinding: 'fixed', macs: ['aa:bb:cc:00:00:01'] });
  await add({ username: 'learner', macBinding: 'learn', maxSessions: 10 });
  await add({ username: 'elsewhere', nasId: otherNas });
  await add({ username: 'home', framedIp: '10.0.0.5', maxSessions: 10 });
  await add({ username: 'single' });
  await add({ username: 'crowd', maxSessions: 3 });
  await add({ username: 'many', maxSessions: 1000 });
  await add({ username: 'aa:bb:cc:dd:ee:ff', credential: 'mac', maxSessions: 100 });
  await house.start();
});

afterAll(() => house.tearDown());

describe('a login', () => {
  it.each(['pap', 'chap', 'ms-chap-v1', 'ms-chap-v2'] as const)(
    'by %s with the right password is accepted',
    async (method) => {
      expect(await house.outcome({ username: method, method })).toBe('accepted');
    },
  );

  it.each(['pap', 'chap', 'ms-chap-v1', 'ms-chap-v2'] as const)(
    'by %s with a wrong password is rejected',
    async (method) => {
      const packet = await house.login({ username: method, method, password: 'pw2' });
      expect(packet?.code).toBe(Code.AccessReject);
      expect(packet?.get(ReplyMessage)).toBe(text('aaa.wrong_password'));
      if (method.startsWith('ms-chap'))
        expect(packet?.raw(MsChapError)?.subarray(1).toString()).toMatch(/^E=691 R=0 C=/);
    },
  );

  it('is found whatever the case of the name', async () => {
    expect(await house.outcome({ username: 'MANY' })).toBe('accepted');
  });

  it('gets the terms of its plan', async () => {
    const packet = await house.login({ username: 'many' });
    expect(packet?.get(MikrotikRateLimit)).toBe('10000000/20000000');
    expect(packet?.get(FramedPool)).toBe('pool-a');
    expect(packet?.get(AcctInterimInterval)).toBe(300);
    expect(packet?.get(SessionTimeout)).toBeGreaterThan(3_500);
    expect(packet?.get(SessionTimeout)).toBeLessThanOrEqual(3_600);
    expect(decodeClassToken(packet!.get(Class)!)).toMatchObject({ tenantId });
  });

  it('gets its own address instead of a pool', async () => {
    const packet = await house.login({ username: 'home' });
    expect(packet?.get(FramedIpAddress)).toBe('10.0.0.5');
    expect(packet?.has(FramedPool)).toBe(false);
  });

  it.each([
    ['nobody', 'aaa.unknown_user'],
    ['suspended', 'aaa.suspended'],
    ['paused', 'aaa.paused'],
    ['disabled', 'aaa.disabled'],
    ['closed', 'aaa.closed'],
    ['expired', 'aaa.expired'],
    ['bare', 'aaa.no_subscription'],
    ['night', 'aaa.outside_login_hours'],
    ['elsewhere', 'aaa.wrong_nas'],
  ] as const)('of %s is rejected with %s', async (username, reason) => {
    expect(await house.outcome({ username })).toBe(text(reason));
    await eventually(() => reasonsOf(username), [reason]);
  });

  it('says the state of an account only to who knows its password', async () => {
    expect(await house.outcome({ username: 'suspended', password: 'guess' })).toBe(
      text('aaa.wrong_password'),
    );
  });

  it('from another device than the bound one is rejected', async () => {
    expect(await house.outcome({ username: 'fixed', station: 'AA-BB-CC-00-00-02' })).toBe(
      text('aaa.wrong_mac'),
    );
    expect(await house.outcome({ username: 'fixed' })).toBe(text('aaa.wrong_mac'));
    expect(await house.outcome({ username: 'fixed', station: 'AA-BB-CC-00-00-01' })).toBe('accepted');
    await eventually(
      async () => (await reasonsOf('fixed')).map(String).sort(),
      ['aaa.wrong_mac', 'aaa.wrong_mac', 'null'],
    );
  });

  it('binds the first device of who learns, at once and in the database', async () => {
    expect(await house.outcome({ username: 'learner', station: '02:00:00:00:00:01' })).toBe('accepted');
    expect(await house.outcome({ username: 'learner', station: '02:00:00:00:00:02' })).toBe(
      text('aaa.wrong_mac'),
    );
    await eventually(async () => {
      const row = await house.inTenant(tenantId, (tx) =>
        sql<{
          macs: string[];
        }>`select macs::text[] as macs from subscribers.subscriber where username = 'learner'`.execute(tx),
      );
      return row.rows[0]!.macs;
    }, ['02:00:00:00:00:01']);
    expect(await house.outcome({ username: 'learner', station: '02:00:00:00:00:01' })).toBe('accepted');
  });

  it('beyond the sessions allowed is rejected until the first one stops', async () => {
    const first = await house.login({ username: 'single', station: '02:00:00:00:01:01' });
    expect(await house.outcome({ username: 'single', station: '02:00:00:00:01:02' })).toBe(
      text('aaa.too_many_sessions'),
    );
    const session = {
      username: 'single',
      station: '02:00:00:00:01:01',
      sessionId: '81000001',
      class: first!.get(Class)!,
    };
    expect((await house.report({ ...session, status: 'Start' }))?.code).toBe(Code.AccountingResponse);
    expect(await house.outcome({ username: 'single', station: '02:00:00:00:01:02' })).toBe(
      text('aaa.too_many_sessions'),
    );
    await house.report({ ...session, status: 'Stop' });
    expect(await house.outcome({ username: 'single', station: '02:00:00:00:01:02' })).toBe('accepted');
  });

  it('of many devices at once is accepted as often as allowed, never more', async () => {
    const logins = Array.from({ length: 60 }, (_, index) =>
      house.outcome({ username: 'crowd', station: `02:00:00:00:02:${String(index).padStart(2, '0')}` }),
    );
    const outcomes = await Promise.all(logins);
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === text('aaa.too_many_sessions'))).toHaveLength(57);
  });

  it('without credentials is an unsupported method', async () => {
    expect(await raw(new PacketBuilder(Code.AccessRequest).add(UserName, 'many'))).toBe(
      text('aaa.unsupported_method'),
    );
  });

  it('through a NAS with another secret is suspected of it', async () => {
    const request = new PacketBuilder(Code.AccessRequest)
      .add(UserName, 'pap')
      .add(UserPassword, 'a password of some length');
    expect(await house.send(request, 'auth', { secret: 'another secret', isSigned: false })).toBeUndefined();
    await eventually(async () => (await reasonsOf('pap')).at(-1), 'aaa.suspected_wrong_secret');
  });

  it('with two proofs at once is malformed', async () => {
    const request = new PacketBuilder(Code.AccessRequest);
    addPasswordProof(request, { method: 'chap', userName: 'many', password: 'pw' });
    request.add(UserPassword, 'pw');
    expect(await raw(request)).toBe(text('aaa.malformed_credentials'));
  });
});

describe('a device that logs in by its address', () => {
  it.each([
    ['the address as password', 'AA-BB-CC-DD-EE-FF', 'AA-BB-CC-DD-EE-FF', 'pap'],
    ['the address by CHAP', 'aabb.ccdd.eeff', 'aabb.ccdd.eeff', 'chap'],
    ['an empty password by CHAP', 'aabbccddeeff', '', 'chap'],
  ] as const)('is accepted with %s', async (_what, username, password, method) => {
    expect(await house.outcome({ username, password, method })).toBe('accepted');
  });

  it('is accepted without a password as Call-Check', async () => {
    const request = new PacketBuilder(Code.AccessRequest)
      .add(UserName, 'AA:BB:CC:DD:EE:FF')
      .add(ServiceType, ServiceType.values['Call-Check']);
    expect(await raw(request)).toBe('accepted');
  });

  it('is rejected with any other password, or as a device that nobody knows', async () => {
    expect(await house.outcome({ username: 'AA:BB:CC:DD:EE:FF', password: 'guess' })).toBe(
      text('aaa.wrong_password'),
    );
    expect(await house.outcome({ username: 'AA:BB:CC:DD:EE:00', password: 'AA:BB:CC:DD:EE:00' })).toBe(
      text('aaa.unknown_user'),
    );
  });

  it("needs the tenant's password where there is one", async () => {
    const place = { tenantId, key: 'radius.macAuthPassword' } as const;
    await setSetting(place.key, sealSetting(house.keys.sealer, place, 'from-the-router'));
    const login = { username: 'AA:BB:CC:DD:EE:FF' };
    await eventually(() => house.outcome({ ...login, password: 'from-the-router' }), 'accepted');
    expect(await house.outcome({ ...login, password: login.username })).toBe(text('aaa.wrong_password'));
    expect(await raw(new PacketBuilder(Code.AccessRequest).add(UserName, login.username))).toBe(
      text('aaa.wrong_password'),
    );
    await setSetting('radius.macAuthPassword', null);
    await eventually(() => house.outcome({ ...login, password: login.username }), 'accepted');
  });
});

describe('a realm', () => {
  it('is part of the name unless the tenant strips it; MS-CHAPv2 is proven with the name as typed', async () => {
    expect(await house.outcome({ username: 'many@isp.example' })).toBe(text('aaa.unknown_user'));
    await setSetting('radius.stripRealm', true);
    await eventually(() => house.outcome({ username: 'many@isp.example' }), 'accepted');
    expect(await house.outcome({ username: 'Many@ISP.example', method: 'ms-chap-v2' })).toBe('accepted');
    await setSetting('radius.stripRealm', false);
  });
});

async function raw(request: PacketBuilder): Promise<string> {
  const packet = await house.send(request, 'auth');
  if (!packet) return 'silence';
  return packet.code === Code.AccessAccept ? 'accepted' : packet.get(ReplyMessage)!;
}

async function reasonsOf(username: string): Promise<(string | null)[]> {
  const { rows } = await house.inTenant(tenantId, (tx) =>
    sql<{
      reason: string | null;
    }>`select reason from aaa.auth_log where username = ${username} and nas_id = ${nasId} order by at, id`.execute(
      tx,
    ),
  );
  return rows.map((row) => row.reason);
}

async function setSetting(key: string, value: unknown): Promise<void> {
  await house.inTenant(tenantId, (tx) =>
    sql`insert into settings.setting (tenant_id, key, value) values (${tenantId}, ${key}, ${JSON.stringify(value)}::jsonb)
      on conflict (tenant_id, key) do update set value = excluded.value`.execute(tx),
  );
}
