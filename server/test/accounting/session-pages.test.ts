import { sql } from 'kysely';
import { systemClock } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moveToHistory } from '../../src/modules/sessions/index.ts';
import { routes } from '../../src/modules/sessions/routes.ts';
import { createTestApi, type TestApi } from '../support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import {
  createWorld,
  insertNas,
  insertSubscriber,
  recordOf,
  startMs,
  type AccountingWorld,
  type TestNas,
  type Told,
} from './accounting-world.ts';

let database: TestDatabase;
let world: AccountingWorld;
let second: TestNas;
let api: TestApi;

const at = (seconds: number): string => new Date(startMs + seconds * 1_000).toISOString();

async function fold(told: readonly Told[], nas: TestNas = world.nas): Promise<void> {
  await world.line.write(told.map((one) => recordOf(nas, one)));
  await world.line.foldAll();
}

async function ask(url: string, by: { tenantId?: string; permissions?: string[] } = {}) {
  const { status, body } = await api.call(`GET ${url}`, { tenantId: world.tenant.tenantId, ...by });
  return { status, data: body.data, code: body.code, nextCursor: body.meta?.nextCursor };
}

const names = async (query: string): Promise<string[]> =>
  (await ask(`/api/sessions/online?${query}`)).data.map((row: { username: string }) => row.username);

const holders = async (query: string) => {
  const { data } = await ask(`/api/sessions/by-address?${query}`);
  return data.holders.map((one: { session: { username: string }; certainty: string }) => [
    one.session.username,
    one.certainty,
  ]);
};

const visit = (sessionId: string, username: string, fromS: number, toS: number): Told[] => [
  { status: 'Start', atS: fromS, sessionId, username, framedIp: '10.99.0.1' },
  { status: 'Stop', atS: toS, sessionId, username, framedIp: '10.99.0.1', sessionTimeS: toS - fromS },
];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  second = await insertNas(database, world.tenant, { prefix: '10.250.0.1/32' });
  api = await createTestApi(routes({ database: database.as('api'), clock: systemClock }));
  const { subscriptionId, subscriberId } = await insertSubscriber(database, world.tenant, {
    username: 'ben',
  });
  await database
    .as('owner')
    .acrossTenants((tx) =>
      sql`update subscribers.subscriber set full_name = 'Ben Benson' where id = ${subscriberId}`.execute(tx),
    );
  await fold([
    { status: 'Start', atS: 0, sessionId: 'a', callingStationId: 'AA:BB:CC:00:00:01', framedIp: '10.20.0.5' },
    { status: 'Start', atS: 10, sessionId: 'b', username: 'ben', framedIp: '10.20.1.6', subscriptionId },
    { status: 'Start', atS: 20, sessionId: 'c', username: 'Ann100', framedIp: '10.21.0.7' },
  ]);
  await fold([{ status: 'Start', atS: 30, sessionId: 'd', username: 'dora', framedIp: '10.20.0.5' }], second);
  await fold([
    {
      status: 'Interim-Update',
      atS: 300,
      sessionId: 'b',
      username: 'ben',
      sessionTimeS: 290,
      download: 2_900_000n,
      upload: 290_000n,
    },
  ]);
});
afterAll(async () => {
  await api.close();
  await world.line.close();
  await database.drop();
});

describe('who is online', () => {
  it('is listed by start, either way round, page by page', async () => {
    expect(await names('')).toEqual(['dora', 'Ann100', 'ben', 'anna']);
    expect(await names('sort=startedAt')).toEqual(['anna', 'ben', 'Ann100', 'dora']);
    for (const sort of ['startedAt', '-startedAt']) {
      const first = await ask(`/api/sessions/online?limit=3&sort=${sort}`);
      const rest = await ask(`/api/sessions/online?limit=3&sort=${sort}&cursor=${first.nextCursor}`);
      const ids = [...first.data, ...rest.data].map((row: { id: string }) => row.id);
      expect([new Set(ids).size, rest.nextCursor]).toEqual([4, null]);
    }
  });

  it('names the NAS, the subscriber and the plan, with the rate between two reports', async () => {
    const { data } = await ask('/api/sessions/online?q=ben');
    expect(data).toMatchObject([
      { nasName: expect.stringContaining('nas '), downloadBps: 80_000, uploadBps: 8_000, isSilent: true },
    ]);
    expect(data[0].planName).toBeTruthy();
    expect(data[0].subscriberId).toBeTruthy();
  });

  it('whose person it is and what they bought is told to those alone who may see subscribers', async () => {
    for (const sort of ['-startedAt', '-rate']) {
      const url = `/api/sessions/online?q=ben&sort=${sort}`;
      const [all] = (await ask(url)).data;
      const [part] = (await ask(url, { permissions: ['sessions.read'] })).data;
      expect([all.fullName, all.planName], sort).toEqual(['Ben Benson', expect.any(String)]);
      expect(part, sort).toEqual({ ...all, fullName: null, planName: null });
    }
    const url = `/api/sessions/by-address?address=10.20.1.6&at=${at(100)}`;
    const [all] = (await ask(url)).data.holders;
    const [part] = (await ask(url, { permissions: ['sessions.read'] })).data.holders;
    expect(all.subscriber.fullName).toBe('Ben Benson');
    expect(part).toEqual({ ...all, subscriber: null });
  });

  it('tells the rule that decided the speed, and whether the router gives it, to those who may see enforcement', async () => {
    const url = '/api/sessions/online?q=ben';
    expect((await ask(url)).data[0].terms).toBeNull();
    await database.as('worker').acrossTenants((tx) =>
      sql`insert into enforcement.session_terms
          (tenant_id, session_id, subscriber_id, nas_id, nas_address, desired_cause, desired_since, state)
        select tenant_id, id, subscriber_id, nas_id, nas_address, '{"code":"fair_use","tier":2}', now(), 'pending'
        from sessions.session where username = 'ben'`.execute(tx),
    );
    expect((await ask(url)).data[0].terms).toEqual({ state: 'pending', cause: 'fair_use', tier: 2 });
    const permissions = ['sessions.read', 'subscribers.read'];
    expect((await ask(url, { permissions })).data[0].terms).toBeNull();
  });

  it('is found by the beginning of a name as typed or sent, of an address, of a device', async () => {
    expect(await names('q=an')).toEqual(['anna']);
    expect(await names('q=Ann')).toEqual(['Ann100', 'anna']);
    expect(await names('q=10.20.')).toEqual(['dora', 'ben', 'anna']);
    expect(await names('q=10.20.1')).toEqual(['ben']);
    expect(await names('q=aa-bb-cc')).toEqual(['anna']);
    expect(await names('q=%25')).toEqual([]);
  });

  it('is filtered by NAS, plan and silence, and counted alike', async () => {
    const { data } = await ask('/api/sessions/online?q=ben');
    const planId = await planOf(data[0].planName);
    const filters: [string, number][] = [
      [`nasId=${second.nasId}`, 1],
      [`planId=${planId}`, 1],
      ['isSilent=true', 4],
      ['isSilent=false', 0],
      ['q=10.20.', 3],
    ];
    for (const [query, count] of filters) {
      expect((await ask(`/api/sessions/online?${query}`)).data).toHaveLength(count);
      expect((await ask(`/api/sessions/online/count?${query}`)).data).toEqual({ count });
    }
  });

  it('by rate begins with the busiest and has no second page', async () => {
    const { data, nextCursor } = await ask('/api/sessions/online?sort=-rate&limit=2');
    expect([data[0].username, data.length, nextCursor]).toEqual(['ben', 2, null]);
  });

  it('belongs to the tenant', async () => {
    const stranger = await createWorld(database);
    expect((await ask('/api/sessions/online', stranger.tenant)).data).toEqual([]);
    expect((await ask('/api/sessions/series', stranger.tenant)).data.online).toEqual([]);
    await stranger.line.close();
  });
});

describe('the lines of a chart', () => {
  it('have a value for each step, and the traffic of each', async () => {
    const { data } = await ask(`/api/sessions/series?from=${at(0)}&to=${at(3_600)}`);
    // Older than minutes are kept: by the hour.
    expect(data.stepS).toBe(3_600);
    expect(data.at).toHaveLength(data.downloadBps.length);
    expect(data.downloadBps.some((bps: number) => bps === Math.round((2_900_000 * 8) / 3_600))).toBe(true);
  });

  it('refuse a range that ends before it begins', async () => {
    const { status, code } = await ask(`/api/sessions/series?from=${at(10)}&to=${at(0)}`);
    expect([status, code]).toEqual([400, 'sessions.invalid_range']);
  });
});

describe('who had an address', () => {
  beforeAll(async () => {
    await fold([
      ...visit('e', 'emil', 1_000, 2_000),
      ...visit('f', 'frida', 3_000, 4_000),
      { status: 'Start', atS: 5_000, sessionId: 'g', username: 'gerd', framedIp: '10.99.0.1' },
    ]);
    await database.as('fold').acrossTenants((tx) =>
      sql`update sessions.session set framed_ipv6_prefix = '2001:db8:5::/64', delegated_ipv6_prefix = '2001:db8:aa00::/40'
        where acct_session_id = 'f'`.execute(tx),
    );
  });

  it('at an instant is who held it then, to the second of start and Stop', async () => {
    expect(await holders(`address=10.99.0.1&at=${at(999)}`)).toEqual([]);
    expect(await holders(`address=10.99.0.1&at=${at(1_000)}`)).toEqual([['emil', 'certain']]);
    expect(await holders(`address=10.99.0.1&at=${at(2_000)}`)).toEqual([['emil', 'certain']]);
    expect(await holders(`address=10.99.0.1&at=${at(2_001)}`)).toEqual([]);
    expect(await holders(`address=10.99.0.1&at=${at(3_500)}`)).toEqual([['frida', 'certain']]);
  });

  it('in a range is each of them, the latest first', async () => {
    expect(await holders(`address=10.99.0.1&from=${at(1_500)}&to=${at(3_500)}`)).toEqual([
      ['frida', 'certain'],
      ['emil', 'certain'],
    ]);
  });

  it('after the last word of an open session is likely, once its report is overdue possible, and nobody after the grace', async () => {
    expect(await holders(`address=10.99.0.1&at=${at(5_000)}`)).toEqual([['gerd', 'certain']]);
    expect(await holders(`address=10.99.0.1&at=${at(5_000 + 360)}`)).toEqual([['gerd', 'likely']]);
    expect(await holders(`address=10.99.0.1&at=${at(5_000 + 960)}`)).toEqual([['gerd', 'possible']]);
    expect(await holders(`address=10.99.0.1&at=${at(5_000 + 961)}`)).toEqual([]);
  });

  it('of IPv6 is who had a prefix that holds the address', async () => {
    expect(await holders(`address=2001:db8:5::77&at=${at(3_500)}`)).toEqual([['frida', 'certain']]);
    expect(await holders(`address=2001:db8:aaff:1::1&at=${at(3_500)}`)).toEqual([['frida', 'certain']]);
    expect(await holders(`address=2001:db8:5:1::77&at=${at(3_500)}`)).toEqual([]);
    expect(await holders(`address=2001:db8:5::77&at=${at(4_001)}`)).toEqual([]);
  });

  it('is found behind hundreds who had it between on another router; more than can be told is said', async () => {
    await fold(visit('long', 'hanna', 10_000, 20_000));
    const others = Array.from({ length: 250 }, (_, i) =>
      visit(`short-${i}`, `guest ${i}`, 10_100 + i, 10_100 + i),
    );
    await fold(others.flat(), second);
    expect(await holders(`address=10.99.0.1&at=${at(15_000)}`)).toEqual([['hanna', 'certain']]);
    const isCut = async (fromS: number): Promise<unknown> =>
      (await ask(`/api/sessions/by-address?address=10.99.0.1&from=${at(fromS)}&to=${at(10_349)}`)).data.isCut;
    expect([await isCut(10_100), await isCut(10_150), await isCut(10_151)]).toEqual([true, true, false]);
  });

  it('is answered from the history alike', async () => {
    const nowMs = startMs + 8 * 86_400_000;
    const worker = database.as('worker');
    while ((await worker.acrossTenants((tx) => moveToHistory(tx, { nowMs }))) > 0);
    expect(await holders(`address=10.99.0.1&at=${at(1_500)}`)).toEqual([['emil', 'certain']]);
    expect(await holders(`address=2001:db8:5::77&at=${at(3_500)}`)).toEqual([['frida', 'certain']]);
  });

  it.each([
    '',
    'at=2026-01-01T00:00:00Z&from=2026-01-02T00:00:00Z',
    'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
  ])('refuses %j as a time', async (time) => {
    const { status, code } = await ask(`/api/sessions/by-address?address=10.99.0.1&${time}`);
    expect([status, code]).toEqual([400, 'sessions.invalid_instants']);
  });
});

async function planOf(name: string): Promise<string> {
  const { tenantId } = world.tenant;
  const plan = await database
    .as('api')
    .inTenant(tenantId, (tx) =>
      tx.selectFrom('plans.plan').select('id').where('name', '=', name).executeTakeFirstOrThrow(),
    );
  return plan.id;
}
