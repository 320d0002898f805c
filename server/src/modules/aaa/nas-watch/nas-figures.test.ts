import { ManualClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { createTestTenant, testDeps } from '../../../../test/support/test-tenant.ts';
import { routes as nasRoutes } from '../../nas/routes.ts';
import { nasFigureRoutes } from './nas-figures-routes.ts';
import { stepOf } from './nas-figures.ts';

const now = Date.parse('2026-03-01T12:00:30Z');
const minutesAgo = (minutes: number) => new Date(Date.parse('2026-03-01T12:00:00Z') - minutes * 60_000);
const clock = new ManualClock(now);

let database: TestDatabase;
let api: TestApi;
let tenantId: string;
let strangers: string;
let busy: string;
let idle: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const deps = testDeps(database, { clock, seed: 4 });
  api = await createTestApi([...nasRoutes(deps), ...nasFigureRoutes(deps)]);
  tenantId = (await createTestTenant(database, { code: 'north' })).tenantId;
  strangers = (await createTestTenant(database, { code: 'south' })).tenantId;
  busy = await addNas('busy', '192.0.2.1');
  idle = await addNas('idle', '192.0.2.2');
  await database.as('radius').acrossTenants(async (tx) => {
    await tx
      .insertInto('nas.observation')
      .values({ tenantId, nasId: busy, firstPacketAt: minutesAgo(60), lastPacketAt: new Date(now) })
      .execute();
    const login = (minute: Date, reason: string, count: bigint) => ({
      tenantId,
      nasId: busy,
      minute,
      reason,
      count,
    });
    await tx
      .insertInto('aaa.loginMinute')
      .values([
        login(minutesAgo(0), '', 50n),
        login(minutesAgo(1), '', 20n),
        login(minutesAgo(2), 'aaa.wrong_password', 5n),
        login(minutesAgo(20), 'aaa.expired', 9n),
      ])
      .execute();
    const packet = (minute: Date, kind: string, count: bigint) => ({
      tenantId,
      nasId: busy,
      minute,
      kind,
      count,
    });
    await tx
      .insertInto('nas.packetMinute')
      .values([
        packet(minutesAgo(2), 'accounting', 40n),
        packet(minutesAgo(2), 'wrong-authenticator', 10n),
        packet(minutesAgo(2), 'superseded', 100n),
      ])
      .execute();
  });
  await database.as('worker').acrossTenants((tx) =>
    tx
      .insertInto('sessions.onlineMinute')
      .values([
        { tenantId, nasId: busy, minute: minutesAgo(1), sessions: 6 },
        { tenantId, nasId: busy, minute: minutesAgo(0), sessions: 7 },
      ])
      .execute(),
  );
  await database.as('fold').acrossTenants((tx) =>
    tx
      .insertInto('sessions.trafficMinute')
      .values({
        tenantId,
        nasId: busy,
        minute: minutesAgo(3),
        downloadBytes: 7_500_000n,
        uploadBytes: 750_000n,
      })
      .execute(),
  );
});

afterAll(async () => {
  await api.close();
  await database.drop();
});

async function addNas(name: string, prefix: string): Promise<string> {
  const body = { name, prefix, vendor: 'mikrotik' };
  return (await api.call('POST /api/nas', { tenantId, body })).body.data.id;
}

describe('the figures of NAS', () => {
  test('say of each how it is and what it does a minute, over whole minutes', async () => {
    const { body } = await api.call('GET /api/nas/figures', { tenantId });
    expect(body.data).toMatchObject([
      {
        nasId: busy,
        health: { state: 'quiet', reason: 'many_unanswered' },
        openSessions: 7,
        loginsPerMinute: 5,
        rejectsPerMinute: 1,
        unansweredPerMinute: 2,
      },
      { nasId: idle, health: { state: 'waiting' }, openSessions: 0, lastPacketAt: null },
    ]);
  });

  test('of one have a value of each line for each step', async () => {
    const { data } = (await api.call(`GET /api/nas/${busy}/figures?range=1h`, { tenantId })).body;
    const at = data.at.indexOf(minutesAgo(2).getTime() / 1000);
    expect(data.stepS).toBe(60);
    for (const one of [data.accepts, data.accounting, data.online, data.downloadBps, data.uploadBps]) {
      expect(one).toHaveLength(data.at.length);
    }
    expect(data.accepts[at + 1]).toBe(20);
    expect(data.accounting[at]).toBe(40);
    expect(data.downloadBps[at - 1]).toBe(1_000_000);
    expect(data.uploadBps[at - 1]).toBe(100_000);
    expect(data.online.at(-1)).toBe(7);
    expect(data.rejects.map(({ reason }: { reason: string }) => reason)).toEqual([
      'aaa.expired',
      'aaa.wrong_password',
    ]);
    expect(data.rejects[1].perMinute[at]).toBe(5);
    expect(data.unanswered.map(({ kind }: { kind: string }) => kind)).toEqual([
      'superseded',
      'wrong-authenticator',
    ]);
  });

  test('are those of the part of time that is asked for', async () => {
    const part = 'from=2026-03-01T11:30:00Z&to=2026-03-01T11:50:00Z';
    const { data } = (await api.call(`GET /api/nas/${busy}/figures?${part}`, { tenantId })).body;
    expect(data.at).toHaveLength(20);
    expect(data.rejects.map(({ reason }: { reason: string }) => reason)).toEqual(['aaa.expired']);
    const backwards = await api.call(
      `GET /api/nas/${busy}/figures?to=2026-03-01T11:30:00Z&from=2026-03-01T11:50:00Z`,
      {
        tenantId,
      },
    );
    expect(backwards).toMatchObject({ status: 400, body: { details: [{ field: 'from' }] } });
  });

  test('are nothing to another tenant, nor without the right to see NAS', async () => {
    expect((await api.call(`GET /api/nas/${busy}/figures`, { tenantId: strangers })).status).toBe(404);
    expect((await api.call(`GET /api/nas/${uuidv7()}/figures`, { tenantId })).status).toBe(404);
    expect((await api.call('GET /api/nas/figures', { tenantId: strangers })).body.data).toEqual([]);
    expect((await api.call('GET /api/nas/figures', { tenantId, permissions: ['plans.read'] })).status).toBe(
      403,
    );
  });

  test.each([
    ['an hour', 3_600, 60],
    ['six hours', 21_600, 60],
    ['a day', 86_400, 300],
    ['a week', 604_800, 3_600],
    ['a month', 2_592_000, 7_200],
  ])('of %s come in steps that a chart can show', (_name, rangeS, stepS) => {
    expect(stepOf({ from: new Date(now - rangeS * 1000), to: new Date(now) }, now)).toBe(stepS);
  });

  test('of an hour long ago come by the hour: its minutes are no longer kept', () => {
    const from = new Date(now - 30 * 86_400_000);
    expect(stepOf({ from, to: new Date(from.getTime() + 3_600_000) }, now)).toBe(3_600);
  });
});
