import { ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLoginMinutes } from '../../src/modules/aaa/index.ts';
import { routes } from '../../src/modules/dashboard/routes.ts';
import { housekeepingSteps } from '../../src/roles/worker/tick-steps.ts';
import { createTestApi, type TestApi } from '../support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createWorld, recordOf, startMs, type AccountingWorld } from './accounting-world.ts';

const hourMs = 3_600_000;
/** Half past: the running hour of the trends is half over. */
const nowMs = startMs + hourMs / 2;
const clock = new ManualClock(nowMs);
let database: TestDatabase;
let world: AccountingWorld;
let empty: AccountingWorld;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  empty = await createWorld(database);
  api = await createTestApi(routes({ database: database.as('api'), clock }));
  const { tenantId } = world.tenant;
  await world.line.write([
    recordOf(world.nas, { status: 'Start', atS: 0, sessionId: 'a' }),
    recordOf(world.nas, { status: 'Start', atS: 0, sessionId: 'b', username: 'ben' }),
    recordOf(world.nas, {
      status: 'Interim-Update',
      atS: 1_680,
      sessionId: 'a',
      sessionTimeS: 1_680,
      download: 240_000_000n,
      upload: 24_000_000n,
    }),
  ]);
  await world.line.foldAll();
  const steps = housekeepingSteps(database.as('worker'));
  await steps.find(({ name }) => name === 'record-online')!.run(nowMs);
  const counted = { tenantId, nasId: world.nas.nasId, minuteMs: nowMs - 60_000 };
  await database.as('radius').acrossTenants((tx) =>
    addLoginMinutes(tx, [
      { ...counted, reason: '', count: 30 },
      { ...counted, reason: 'aaa.expired', count: 6 },
      { ...counted, reason: 'aaa.wrong_mac', count: 9 },
      { ...counted, minuteMs: nowMs - 30 * 60_000, reason: 'aaa.closed', count: 7 },
    ]),
  );
  await database.as('api').inTenant(tenantId, (tx) =>
    tx
      .updateTable('subscriptions.subscription')
      .set({ expiresAt: new Date(nowMs + 86_400_000) })
      .where('id', '=', world.anna.subscriptionId)
      .execute(),
  );
});
afterAll(async () => {
  await api.close();
  await Promise.all([world.line.close(), empty.line.close()]);
  await database.drop();
});

async function read(tenantId: string, permissions?: readonly string[]) {
  const { body } = await api.call('GET /api/dashboard', { tenantId, ...(permissions && { permissions }) });
  return body.data;
}

describe('the first page', () => {
  it('says what happens now, over the last five minutes', async () => {
    const { sessions, logins } = await read(world.tenant.tenantId);
    expect([sessions.online, sessions.onlineTrend.at(-1)]).toEqual([2, 2]);
    // 240 MB in the four whole minutes of which the last one begins now.
    expect([sessions.downloadBps, sessions.uploadBps]).toEqual([8_000_000, 800_000]);
    expect([logins.perMinute, logins.rejectsPerMinute]).toEqual([11.3, 3.8]);
    expect(logins.recentRejects).toEqual([
      { reason: 'aaa.wrong_mac', count: 9 },
      { reason: 'aaa.expired', count: 6 },
    ]);
  });

  it('draws a day by the hour, of which the running one counts as far as it has come', async () => {
    const { trendAt, sessions, logins } = await read(world.tenant.tenantId);
    expect(trendAt.at(-1)).toBe(startMs / 1_000);
    for (const line of [sessions.onlineTrend, sessions.downloadTrend, logins.trend, logins.rejectTrend])
      expect(line).toHaveLength(trendAt.length);
    expect(sessions.downloadTrend.at(-1)).toBe(Math.round((240_000_000 * 8) / 1_800));
    expect([logins.trend.at(-1), logins.rejectTrend.at(-1)]).toEqual([1.7, 0.7]);
  });

  it('names who expires within a week and the NAS that need somebody', async () => {
    const { expiring, nas } = await read(world.tenant.tenantId);
    expect(expiring).toMatchObject({ count: 1, first: [{ username: 'anna', autoRenew: false }] });
    expect(nas).toMatchObject({ counts: { waiting: 1 }, worst: [{ id: world.nas.nasId, state: 'waiting' }] });
  });

  it('leaves out what the caller may not see', async () => {
    const parts = await read(world.tenant.tenantId, ['aaa.read']);
    expect(
      Object.entries(parts)
        .filter(([, part]) => part === null)
        .map(([name]) => name),
    ).toEqual(['sessions', 'nas', 'expiring']);
    expect(parts.logins.perMinute).toBe(11.3);
  });

  it('of a tenant that has had nobody online leads to the guide, and shows nothing of others', async () => {
    const dashboard = await read(empty.tenant.tenantId);
    expect(dashboard).toMatchObject({ isFresh: true, sessions: { online: 0 }, expiring: { count: 0 } });
    expect(dashboard.logins.recentRejects).toEqual([]);
    expect((await read(world.tenant.tenantId)).isFresh).toBe(false);
  });
});
