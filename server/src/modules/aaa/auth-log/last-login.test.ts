import { ManualClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../../test/support/test-api.ts';
import { createSales, type Sales } from '../../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../../test/support/test-tenant.ts';
import { routes as subscriberRoutes } from '../../subscribers/routes.ts';
import { routes as subscriptionRoutes } from '../../subscriptions/routes.ts';
import { ensureAuthLogDay, insertAuthLog } from './auth-log-store.ts';
import { lastLoginRoutes } from './last-login-routes.ts';
import type { RejectReasonCode } from '../login/reject-reasons.ts';

const clock = new ManualClock(Date.parse('2027-03-01T09:00:00Z'));

let database: TestDatabase;
let api: TestApi;
let sales: Sales;
let tenant: TestTenant;
let planId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock, seed: 79 });
  api = await createTestApi([
    ...lastLoginRoutes(sales.deps),
    ...subscriberRoutes(sales.deps),
    ...subscriptionRoutes(sales.deps),
  ]);
  tenant = await createTestTenant(database, { code: 'north' });
  planId = (await sales.plan(tenant)).id;
  await database.as('radius').acrossTenants((tx) => ensureAuthLogDay(tx, clock.now()));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const call = (request: string, more: { body?: unknown; permissions?: string[] } = {}) =>
  api.call(request, { tenantId: tenant.tenantId, ...more });
const lastLogin = async (id: string, permissions?: string[]) =>
  (await call(`GET /api/subscribers/${id}/last-login`, permissions && { permissions })).body.data;
const subscriber = async (body: Record<string, unknown> = {}) =>
  (await call('POST /api/subscribers', { body: { username: uuidv7(), planId, ...body } })).body.data
    .id as string;

async function login(
  subscriberId: string,
  reason: RejectReasonCode | null,
  callingStationId = 'AA:BB:CC:00:00:01',
) {
  clock.advance(1_000);
  const outcome = reason === null ? ('accepted' as const) : ('rejected' as const);
  const base = { tenantId: tenant.tenantId, id: uuidv7(), atMs: clock.now(), nasId: uuidv7(), subscriberId };
  const row = {
    ...base,
    username: 'x',
    callingStationId,
    nasPortId: null,
    method: 'pap',
    outcome,
    reason,
    count: 1,
  };
  await database.as('radius').acrossTenants((tx) => insertAuthLog(tx, [row]));
}

test('who never came has no verdict but what would happen now', async () => {
  const id = await subscriber();
  expect(await lastLogin(id)).toMatchObject({
    verdict: 'never_seen',
    accept: null,
    reject: null,
    remedy: null,
  });
  const without = await subscriber({ planId: undefined });
  expect(await lastLogin(without)).toMatchObject({
    verdict: 'never_seen',
    refusedNow: 'aaa.no_subscription',
    remedy: { action: 'assign-plan', isAllowed: true },
  });
});

test('a suspension is mended by activating, and then waits for the next login', async () => {
  const id = await subscriber();
  await call(`POST /api/subscribers/${id}/status`, { body: { action: 'suspend' } });
  await login(id, 'aaa.suspended');
  expect(await lastLogin(id)).toMatchObject({
    verdict: 'refused',
    reject: { reason: 'aaa.suspended', nasName: null },
    refusedNow: 'aaa.suspended',
    remedy: { action: 'activate', isAllowed: true },
  });
  expect((await lastLogin(id, ['aaa.read', 'subscribers.read'])).remedy).toEqual({
    action: 'activate',
    isAllowed: false,
  });
  await call(`POST /api/subscribers/${id}/status`, { body: { action: 'activate' } });
  expect(await lastLogin(id)).toMatchObject({ verdict: 'mended', refusedNow: null, remedy: null });
  await login(id, null);
  expect(await lastLogin(id)).toMatchObject({ verdict: 'accepted', remedy: null });
});

test('what ended is extended', async () => {
  const id = await subscriber();
  const { facts } = await lastLogin(id);
  clock.advance(40 * 86_400_000);
  await database.as('radius').acrossTenants((tx) => ensureAuthLogDay(tx, clock.now()));
  await login(id, 'aaa.expired');
  const found = await lastLogin(id);
  expect(found).toMatchObject({
    verdict: 'refused',
    refusedNow: 'aaa.expired',
    remedy: { action: 'extend' },
  });
  expect(found.facts).toMatchObject({ subscriptionId: facts.subscriptionId, expiresAt: facts.expiresAt });
  await call(`POST /api/subscriptions/${facts.subscriptionId}/extend`, { body: { days: 30 } });
  expect((await lastLogin(id)).verdict).toBe('mended');
});

test('a device that is not bound is mended by a reset, and by binding it', async () => {
  const id = await subscriber({ macBinding: 'fixed', macs: ['aa:bb:cc:00:00:99'] });
  await login(id, 'aaa.wrong_mac', 'AA-BB-CC-00-00-01');
  expect(await lastLogin(id)).toMatchObject({
    verdict: 'refused',
    remedy: { action: 'reset-macs' },
    facts: { mac: 'AA-BB-CC-00-00-01', knownMacs: ['aa:bb:cc:00:00:99'] },
  });
  await call(`POST /api/subscribers/${id}/mac`, { body: { binding: 'fixed', macs: ['aa:bb:cc:00:00:01'] } });
  expect((await lastLogin(id)).verdict).toBe('mended');
});

test('a wrong password stands until a login is let in', async () => {
  const id = await subscriber();
  await login(id, 'aaa.wrong_password');
  expect(await lastLogin(id)).toMatchObject({ verdict: 'refused', remedy: { action: 'set-password' } });
  await login(id, null);
  expect((await lastLogin(id)).verdict).toBe('accepted');
});

test('is told to those alone who may see logins and subscribers', async () => {
  const request = `GET /api/subscribers/${await subscriber()}/last-login`;
  for (const permissions of [['aaa.read'], ['subscribers.read']]) {
    expect((await call(request, { permissions })).status, permissions.join()).toBe(403);
  }
  expect((await call(request, { permissions: ['aaa.read', 'subscribers.read'] })).status).toBe(200);
});

test('a subscriber of another tenant is not there', async () => {
  const other = await createTestTenant(database, { code: 'south' });
  const theirs = await sales.subscriber(other);
  expect((await call(`GET /api/subscribers/${theirs.id}/last-login`)).status).toBe(404);
});
