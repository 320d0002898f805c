import { ManualClock } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import type { Tx } from '../../platform/db/index.ts';
import { applyExtension } from '../subscriptions/extend-subscription.ts';
import { applyPlanChange } from '../subscriptions/change-subscription-plan.ts';
import { runMinuteTick } from '../subscriptions/jobs.ts';
import { listSubscribers, subscriberSorts, type SubscriberSort } from './list-subscribers.ts';
import { routes } from './routes.ts';

const start = Date.parse('2027-03-01T09:00:00Z');
const clock = new ManualClock(start);
/** A prefix belongs to one NAS of the installation. */
let prefixes = 0;
const freshPrefix = (): string => `198.18.0.${++prefixes}`;
const nasId = '01900000-0000-7000-8000-000000000001';

let database: TestDatabase;
let api: TestApi;
let sales: Sales;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 78 });
  api = await createTestApi(routes(sales.deps));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const lister = (tenant: TestTenant) => async (query: string) =>
  (await api.call(`GET /api/subscribers?${query}`, { tenantId: tenant.tenantId })).body;
const sold = (planId: string) => ({ planId, startsAt: undefined, autoRenew: false });

/** A session as the fold writes it. */
async function session(
  { tenantId }: TestTenant,
  { subscriberId, seenMs, isOpen }: { subscriberId: string; seenMs: number; isOpen: boolean },
): Promise<void> {
  const at = new Date(seenMs);
  await database.as('owner').acrossTenants(async (tx) => {
    await sql`insert into nas.nas (tenant_id, id, name, prefix, vendor, secret_sealed, message_authenticator, coa_port)
      values (${tenantId}, ${nasId}, 'edge', ${freshPrefix()}::cidr, 'generic', '\\x00', 'observe', 3799) on conflict do nothing`.execute(
      tx,
    );
    await sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id,
        username, framed_ip, started_at, last_seen_at, stopped_at, closed_by)
      values (${tenantId}, uuidv7(), ${nasId}, '192.0.2.1', uuidv7()::text, 0, ${subscriberId}, 'x', '10.0.0.9', ${at}, ${at},
        ${isOpen ? null : at}, ${isOpen ? null : 'stop'})`.execute(tx);
  });
}

describe('a row of the list', () => {
  test('has plan, speed, end and presence, and follows what is sold, extended, changed and ended', async () => {
    const tenant = await createTestTenant(database, { code: 'rows' });
    const { tenantId, actor } = tenant;
    const [gold, silver] = [await sales.plan(tenant), await sales.plan(tenant, { downloadBps: 9_000_000n })];
    const { id } = await sales.subscriber(tenant, { username: 'anna', plan: sold(gold.id) });
    const row = async () => (await lister(tenant)('')).data[0];
    expect(await row()).toMatchObject({
      status: 'active',
      online: null,
      lastSeenAt: null,
      service: {
        planId: gold.id,
        downloadBps: 20_000_000,
        uploadBps: 5_000_000,
        expiresAt: '2027-04-01T08:00:00.000Z',
      },
    });
    const now = new Date(start);
    const inTenant = <T>(work: (tx: Tx) => Promise<T>) => database.as('api').inTenant(tenantId, work);
    const { subscriptionId } = (await row()).service;
    await inTenant((tx) =>
      applyExtension({ tx, actor, now }, { id: subscriptionId, by: { days: 2 }, reason: null }),
    );
    expect((await row()).service.expiresAt).toBe('2027-04-03T08:00:00.000Z');
    const change = { id: subscriptionId, planId: silver.id, when: 'now' } as const;
    await inTenant((tx) => applyPlanChange(sales.deps, { tx, actor, now }, change));
    expect((await row()).service).toMatchObject({ planId: silver.id, downloadBps: 9_000_000 });
    await runMinuteTick({ ...sales.deps, database: database.as('worker') }, new Date('2027-06-01T00:00:00Z'));
    expect(await row()).toMatchObject({ status: 'expired', service: { planId: silver.id } });
    await session(tenant, { subscriberId: id, seenMs: start - 5_000, isOpen: false });
    expect(await row()).toMatchObject({ online: null, lastSeenAt: '2027-03-01T08:59:55.000Z' });
    await session(tenant, { subscriberId: id, seenMs: start, isOpen: true });
    expect(await row()).toMatchObject({
      online: { since: '2027-03-01T09:00:00.000Z', nasId, ip: '10.0.0.9' },
      lastSeenAt: '2027-03-01T09:00:00.000Z',
    });
  });
});

describe('the order', () => {
  test.each(subscriberSorts)('%s tiles over pages, and its cursor is of no other order', async (sort) => {
    const tenant = await createTestTenant(database, { code: `order-${subscriberSorts.indexOf(sort)}` });
    const [short, endless] = [await sales.plan(tenant), await sales.plan(tenant, { validity: null })];
    const named = { fullName: 'Zoe', plan: sold(endless.id) };
    const add = (fields: Parameters<Sales['subscriber']>[1]) => {
      // Ids of one millisecond are in no order.
      clock.advance(1);
      return sales.subscriber(tenant, fields);
    };
    await add({ username: 'anna', ...named });
    await add({ username: 'bert', plan: sold(short.id) });
    await add({ username: 'carl', fullName: 'Adam' });
    await add({ username: 'dora', fullName: 'adam' });
    const list = lister(tenant);
    const seen: string[] = [];
    let cursor = '';
    do {
      const { data, meta } = await list(`sort=${sort}&limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...(data as { username: string }[]).map(({ username }) => username));
      cursor = meta?.nextCursor ?? '';
    } while (cursor);
    const expected: Record<string, string[]> = {
      username: ['anna', 'bert', 'carl', 'dora'],
      // Who has no name stands by the user name.
      name: ['carl', 'dora', 'bert', 'anna'],
      expiry: ['bert', 'anna', 'carl', 'dora'],
      oldest: ['anna', 'bert', 'carl', 'dora'],
      newest: ['dora', 'carl', 'bert', 'anna'],
    };
    const key = sort.replace('-', '');
    expect(seen).toEqual(sort.startsWith('-') ? expected[key]!.toReversed() : expected[key]);
    const other = sort === 'username' ? 'name' : 'username';
    const page = await list(`sort=${sort}&limit=1`);
    expect((await list(`sort=${other}&limit=1&cursor=${page.meta!.nextCursor}`)).code).toBe(
      'subscribers.other_order',
    );
  });

  test('and the filters cost what a page shows, by indexes that row-level security lets through', async () => {
    const tenant = await createTestTenant(database, { code: 'many' });
    await fill(tenant);
    const { tenantId } = tenant;
    for (const sort of subscriberSorts) {
      const first = await touch(tenantId, { sort });
      expect(first.rows, sort).toBeLessThan(margin);
      const { cursor } = first.page.at(-1)!;
      expect((await touch(tenantId, { sort, after: cursor })).rows, `${sort} behind a cursor`).toBeLessThan(
        margin,
      );
    }
    for (const filter of [{ status: 'suspended' as const }, { online: true }, { expiresWithinDays: 1 }])
      expect((await touch(tenantId, { sort: 'username', filter })).rows, JSON.stringify(filter)).toBeLessThan(
        margin * 2,
      );
  });
});

test('the filters find who expires soon, who is online and who is not', async () => {
  const tenant = await createTestTenant(database, { code: 'filters' });
  const [day, month] = [
    await sales.plan(tenant, { validity: { count: 1, unit: 'day' } }),
    await sales.plan(tenant),
  ];
  const { id } = await sales.subscriber(tenant, { username: 'anna', plan: sold(day.id) });
  await sales.subscriber(tenant, { username: 'bert', plan: sold(month.id) });
  await session(tenant, { subscriberId: id, seenMs: start, isOpen: true });
  const list = lister(tenant);
  const found = async (query: string) =>
    ((await list(query)).data as { username: string }[]).map(({ username }) => username);
  expect(await found('expiresWithinDays=3')).toEqual(['anna']);
  expect(await found('expiresWithinDays=60')).toEqual(['anna', 'bert']);
  expect(await found('online=true')).toEqual(['anna']);
  expect(await found('online=false')).toEqual(['bert']);
  const counts = await api.call('GET /api/subscribers/counts', { tenantId: tenant.tenantId });
  expect(counts.body.data).toEqual({ total: 2, byStatus: { active: 2 } });
});

/** Rows that a page may touch, which shows 50 of 8,000. */
const margin = 900;

async function fill({ tenantId }: TestTenant): Promise<void> {
  await database.as('owner').acrossTenants(async (tx) => {
    await sql`insert into subscribers.subscriber (tenant_id, id, username, username_key, full_name, password_sealed, status,
        service_expires_at)
      select ${tenantId}, uuidv7(), 'u' || i, 'u' || lpad(i::text, 6, '0'), md5(i::text), '\\x00',
        case when i % 200 = 0 then 'suspended' else 'active' end, ${new Date(start)}::timestamptz + i * interval '1 hour'
      from generate_series(1, 8000) as i`.execute(tx);
    await sql`insert into nas.nas (tenant_id, id, name, prefix, vendor, secret_sealed, message_authenticator, coa_port)
      values (${tenantId}, ${nasId}, 'core', ${freshPrefix()}::cidr, 'generic', '\\x00', 'observe', 3799)`.execute(
      tx,
    );
    await sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id,
        username, started_at, last_seen_at)
      select tenant_id, uuidv7(), ${nasId}, '192.0.2.9', id::text, 0, id, username, now(), now()
      from subscribers.subscriber where tenant_id = ${tenantId} and right(username, 1) in ('1', '3', '5')`.execute(
      tx,
    );
    await sql`analyze subscribers.subscriber, sessions.session`.execute(tx);
  });
}

async function touch(
  tenantId: string,
  ask: {
    sort: SubscriberSort;
    filter?: Parameters<typeof listSubscribers>[1]['filter'];
    after?: { key: string; id: string };
  },
) {
  const { sort, filter = {}, after } = ask;
  return database.as('api').inTenant(tenantId, async (tx) => {
    const before = await rowsTouched(tx);
    const page = await listSubscribers(tx, {
      tenantId,
      filter,
      sort,
      now: new Date(start),
      limit: 50,
      after,
    });
    expect(page.length).toBeGreaterThan(0);
    return { page, rows: (await rowsTouched(tx)) - before };
  });
}

/** Of this transaction: rows read by scans of tables and of indexes. */
async function rowsTouched(tx: Tx): Promise<number> {
  const { rows } = await sql<{ touched: number }>`
    select coalesce(sum(pg_stat_get_xact_tuples_returned(c.oid) + pg_stat_get_xact_tuples_fetched(c.oid)), 0)::integer
      as touched
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('subscribers', 'sessions', 'subscriptions', 'plans')`.execute(tx);
  return rows[0]!.touched;
}
