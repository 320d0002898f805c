import { ManualClock, uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertNas } from '../../../test/accounting/accounting-world.ts';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { CivilZone } from '../policy/index.ts';
import { creditFree } from './credit-free.ts';
import { keepMeters } from './keep-meters.ts';
import { meterUsage } from './meter-usage.ts';
import { routes } from './routes.ts';

const clock = new ManualClock(Date.parse('2027-03-01T09:00:00Z'));
const gigabyte = 1_000_000_000;

let database: TestDatabase;
let api: TestApi;
let sales: Sales;
let north: TestTenant;
let south: TestTenant;
let subscriberId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 31 });
  api = await createTestApi(routes(sales.deps));
  north = await createTestTenant(database, { code: 'north' });
  south = await createTestTenant(database, { code: 'south' });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  subscriberId = (await sales.subscriber(north)).id;
});

const post = (what: string, body: unknown, tenantId = north.tenantId) =>
  api.call(`POST /api/subscribers/${subscriberId}/${what}`, { tenantId, body });

describe('a top-up', () => {
  test('is granted for the running period or for days, listed the newest first, and audited', async () => {
    const first = await post('top-ups', { bytes: 5 * gigabyte, reason: 'the line was down' });
    expect(first).toMatchObject({
      status: 201,
      body: { data: { bytes: 5 * gigabyte, timeS: 0, until: null, at: '2027-03-01T09:00:00.000Z' } },
    });
    clock.advance(1_000);
    const second = await post('top-ups', { timeS: 3_600, days: 2 });
    expect(second.body.data).toMatchObject({ timeS: 3_600, until: '2027-03-03T09:00:01.000Z' });
    const list = await api.call(`GET /api/subscribers/${subscriberId}/top-ups`, { tenantId: north.tenantId });
    expect(list.body.data.map(({ id }: { id: string }) => id)).toEqual([
      second.body.data.id,
      first.body.data.id,
    ]);
    const audited = await entries('quota.topped_up');
    expect(audited.map(({ after }) => after)).toMatchObject([
      { bytes: String(5 * gigabyte), reason: 'the line was down' },
      { timeS: '3600' },
    ]);
  });

  test('asked for twice with one key is granted once, also at the same time', async () => {
    const body = { bytes: gigabyte, days: 7, idempotencyKey: 'key-of-a-click' };
    const answers = await Promise.all([post('top-ups', body), post('top-ups', body), post('top-ups', body)]);
    expect(new Set(answers.map((answer) => answer.body.data.id)).size).toBe(1);
    expect(await entries('quota.topped_up')).toHaveLength(1);
    const other = await post('top-ups', { ...body, bytes: 2 * gigabyte });
    expect(other).toMatchObject({ status: 409, body: { code: 'quota.key_used' } });
  });

  test.each([
    [{}, 'quota.nothing_added'],
    [{ bytes: 0, timeS: 0 }, 'quota.nothing_added'],
    [{ bytes: -1 }, 'http.invalid_fields'],
    [{ bytes: 1.5 }, 'http.invalid_fields'],
    [{ bytes: 2 ** 53 }, 'http.invalid_fields'],
    [{ bytes: 1, days: 0 }, 'http.invalid_fields'],
    [{ bytes: 1, days: 3_651 }, 'http.invalid_fields'],
    [{ bytes: 1, until: '2099-01-01T00:00:00Z' }, 'http.invalid_fields'],
  ])('C11: %j is refused', async (body, code) => {
    const answer = await post('top-ups', body);
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe(code);
  });

  test('beyond as many as are counted is refused', async () => {
    for (let n = 0; n < 100; n++) expect((await post('top-ups', { bytes: 1 })).status).toBe(201);
    expect((await post('top-ups', { bytes: 1 })).body.code).toBe('quota.too_many_top_ups');
  });

  test('of another tenant’s subscriber is of none', async () => {
    expect(await post('top-ups', { bytes: 1 }, south.tenantId)).toMatchObject({ status: 404 });
    const path = `GET /api/subscribers/${subscriberId}/top-ups`;
    expect(await api.call(path, { tenantId: south.tenantId })).toMatchObject({ status: 404 });
  });
});

describe('a reset', () => {
  test('lets every count begin anew, answers what they were, and is audited', async () => {
    expect((await post('reset-quota', {})).body.code).toBe('quota.not_metered');
    await beMetered(700);
    const answer = await post('reset-quota', { reason: 'by mistake' });
    const counts = { dayBytes: 700, weekBytes: 700, monthBytes: 700, quotaBytes: 700, quotaTimeS: 60 };
    expect(answer).toMatchObject({ status: 200, body: { data: counts } });
    expect(await quotas(north)).toMatchObject([{ usedBytes: 0n }]);
    expect(await entries('quota.reset')).toMatchObject([{ after: { reason: 'by mistake' } }]);
    expect(await post('reset-quota', {}, south.tenantId)).toMatchObject({ status: 404 });
  });
});

test('a session tells what of it was free, zone by zone, to its own tenant alone', async () => {
  const nas = await insertNas(database, north, { prefix: '10.7.7.7/32' });
  const sessionId = uuidv7();
  // In the order in which they are told.
  const [zoneId, goneZoneId] = [uuidv7(), uuidv7()].toSorted() as [string, string];
  const { tenantId } = north;
  const at = new Date(clock.now());
  await database.as('fold').acrossTenants((tx) =>
    sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, username, started_at,
        last_seen_at)
      values (${tenantId}, ${sessionId}, ${nas.nasId}, '10.7.7.7', 's', 0, 'anna', ${at}, ${at})`.execute(tx),
  );
  await database
    .as('api')
    .inTenant(tenantId, (tx) =>
      tx.insertInto('zones.zone').values({ tenantId, id: zoneId, name: 'CDN', key: 'cdn' }).execute(),
    );
  const traffic = [zoneId, goneZoneId].map((id) => ({
    tenantId,
    sessionId,
    subscriberId,
    zoneId: id,
    fromMs: clock.now(),
    atMs: clock.now(),
    downloadBytes: 700,
    uploadBytes: 30,
  }));
  await database.as('worker').acrossTenants((tx) => creditFree(tx, traffic, { nowMs: clock.now() }));
  const path = `GET /api/sessions/${sessionId}/free-traffic`;
  const counted = { downloadBytes: 700, uploadBytes: 30 };
  expect((await api.call(path, { tenantId })).body.data).toEqual({
    zones: [
      { zoneId, zoneName: 'CDN', ...counted },
      { zoneId: goneZoneId, zoneName: null, ...counted },
    ],
  });
  expect(await api.call(path, { tenantId: south.tenantId })).toMatchObject({ status: 404 });
});

test('radius.radquota tells a tenant its own quotas and nobody else’s', async () => {
  await beMetered(700);
  const own = (await quotas(north)).filter((row) => row.subscriberId === subscriberId);
  expect(own).toMatchObject([
    {
      quotaType: 'MONTHLY',
      periodStart: new Date('2027-03-01T00:00:00Z'),
      periodEnd: new Date('2027-04-01T00:00:00Z'),
      quotaBytes: 1_000n,
      usedBytes: 700n,
      tenantId: north.tenantId,
    },
  ]);
  expect(await quotas(south)).toEqual([]);
  const without = await database
    .as('api')
    .acrossTenants((tx) => tx.selectFrom('radius.radquota').selectAll().execute());
  expect(without).toEqual([]);
});

/** A month's quota of 1,000 bytes, of which so many are used. */
async function beMetered(bytes: number): Promise<void> {
  const key = { tenantId: north.tenantId, subscriberId };
  const nowMs = clock.now();
  const quota = {
    fromMs: Date.parse('2027-03-01T00:00:00Z'),
    untilMs: Date.parse('2027-04-01T00:00:00Z'),
    limitBytes: 1_000,
    limitTimeS: null,
    alarmBytes: 1_000,
    alarmTimeS: null,
  };
  const metering = {
    counts: 'both' as const,
    countedHours: null,
    dayAlarmBytes: null,
    weekAlarmBytes: null,
    monthAlarmBytes: null,
    quota,
  };
  await database
    .as('worker')
    .acrossTenants((tx) => keepMeters(tx, [{ ...key, metering, nowMs, zone: new CivilZone('UTC') }]));
  const delta = {
    ...key,
    sessionId: subscriberId,
    timeZone: 'UTC',
    fromMs: nowMs,
    atMs: nowMs,
    uploadBytes: 0n,
    downloadBytes: BigInt(bytes),
    sessionTimeS: 60n,
  };
  await database.as('fold').acrossTenants((tx) => meterUsage(tx, [delta], { nowMs }));
}

function quotas({ tenantId }: TestTenant) {
  return database
    .as('api')
    .inTenant(tenantId, (tx) => tx.selectFrom('radius.radquota').selectAll().execute());
}

async function entries(action: string): Promise<{ after: Record<string, unknown> }[]> {
  return database.as('api').inTenant(north.tenantId, async (tx) => {
    const { rows } = await sql<{ after: Record<string, unknown> }>`select after from audit.entry
      where action = ${action} and subject_id = ${subscriberId} order by id`.execute(tx);
    return rows;
  });
}
