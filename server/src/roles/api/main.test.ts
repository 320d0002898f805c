import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import { answerOf, ApiError, createApiClient } from '@trunkline/openapi-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startApiUnderTest,
  type ApiUnderTest,
  type TenantUnderTest,
} from '../../../test/api/api-under-test.ts';
import type { RoleConfig } from '../../platform/config/index.ts';
import { createKeys } from '../../platform/keys/index.ts';
import { createLog } from '../../platform/log/index.ts';
import type { RoleContext, RunningRole } from '../role-runtime.ts';
import { startApiRole } from './main.ts';

let api: ApiUnderTest;
let tenant: TenantUnderTest;
let role: RunningRole;
let url: string;

const contextFor = (databaseUrl: string, port = 0): RoleContext => ({
  role: 'api',
  config: {
    node: 'test',
    http: { address: '127.0.0.1', port, trustedProxies: [] },
    radius: { address: '127.0.0.1', authPort: 1812, acctPort: 1813 },
    keysDirectory: join(tmpdir(), 'trunkline-no-keys'),
    snapshotDirectory: join(tmpdir(), 'trunkline-no-snapshot'),
  } as unknown as RoleConfig,
  databaseUrl,
  keys: createKeys(randomBytes(32)),
  log: createLog({ name: 'api', level: 'fatal', clock: systemClock, asText: false, write: () => {} }),
  clock: systemClock,
  random: cryptoRandom,
  node: 'test',
});

beforeAll(async () => {
  api = await startApiUnderTest();
  tenant = await api.makeTenant('alpha');
  role = await startApiRole(contextFor(api.database.urls.api));
  url = role.listens[0]!;
});
afterAll(async () => {
  await role.stop();
  await api.close();
});

test('the role says where it listens and answers there', async () => {
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const client = createApiClient({ baseUrl: `${url}/` });
  const { data } = await answerOf(client.GET('/api/server-time'));
  expect(data.database).toBe('reachable');
  expect(Math.abs(Date.parse(data.time) - Date.now())).toBeLessThan(60_000);
});

test('the typed client signs in, reads, and gets refusals as ApiError with code and details', async () => {
  const { email, password } = tenant;
  const anonymous = createApiClient({ baseUrl: url });
  const { data } = await answerOf(anonymous.POST('/api/auth/login', { body: { email, password } }));
  const client = createApiClient({ baseUrl: url, token: data.token });
  expect((await answerOf(client.GET('/api/tenant'))).data.code).toBe('alpha');
  const missing = { params: { path: { id: '0198c5a0-0000-7000-8000-000000000000' } } };
  await expect(answerOf(client.GET('/api/roles/{id}', missing))).rejects.toMatchObject({
    code: 'staff.role_not_found',
    status: 404,
  });
  const wrong = answerOf(client.POST('/api/roles', { body: { name: '', permissions: [] } }));
  await expect(wrong).rejects.toBeInstanceOf(ApiError);
  await expect(wrong).rejects.toMatchObject({ details: [{ field: 'name' }] });
});

test('the client tells an answer that is not the API’s', async () => {
  const client = createApiClient({ baseUrl: `${url}/api/docs/static` });
  await expect(answerOf(client.GET('/api/tenant'))).rejects.toMatchObject({ status: 404 });
});

test('an operator sees which processes run and which have gone silent; nobody else does', async () => {
  const beat = { node: 'node', version: '0.1.0', startedAt: new Date(Date.now() - 60_000) };
  await api.database.as('api').acrossTenants((tx) =>
    tx
      .insertInto('platform.roleStatus')
      .values([
        { ...beat, role: 'radius', pid: 1, beatAt: new Date(Date.now() - 2_000) },
        { ...beat, role: 'fold', pid: 2, beatAt: new Date(Date.now() - 7_200_000) },
      ])
      .execute(),
  );
  const operator = await api.makeTenant('gamma', { isOperator: true });
  const { data } = await api.call({ as: operator.token, url: '/api/system/roles' });
  expect(data).toMatchObject([
    { node: 'node', role: 'fold', state: 'silent' },
    { node: 'node', role: 'radius', state: 'running' },
  ]);
  expect((await api.call({ as: tenant.token, url: '/api/system/roles' })).status).toBe(403);
});

test('the API can be browsed, under a policy that allows files of this server alone', async () => {
  const page = await fetch(`${url}/api/docs`);
  const html = await page.text();
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).not.toMatch(/unsafe|https:|\*/);
  expect(html).not.toMatch(/<script>|style=/);
  for (const [, path] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
    const file = await fetch(new URL(path!, page.url));
    expect([path, file.status]).toEqual([path, 200]);
    await file.arrayBuffer();
  }
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as {
    openapi: string;
    paths: Record<string, unknown>;
  };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toContain('/api/auth/login');
});

test('without the database the role starts, says so, and answers 503', async () => {
  const lonely = await startApiRole(contextFor('postgres://nobody:x@127.0.0.1:9/none'));
  try {
    const base = lonely.listens[0]!;
    const health = (await (await fetch(`${base}/api/server-time`)).json()) as { data: { database: string } };
    expect(health.data.database).toBe('away');
    const token = 'x'.repeat(43);
    const away = await fetch(`${base}/api/tenant`, { headers: { authorization: `Bearer ${token}` } });
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '2']);
  } finally {
    await lonely.stop();
  }
});

test('a port in use is told with the remedy', async () => {
  const port = Number(new URL(url).port);
  await expect(startApiRole(contextFor(api.database.urls.api, port))).rejects.toThrow(
    /set TRUNKLINE_HTTP_PORT/,
  );
});

test('stopping lets a running request end and closes idle connections', async () => {
  const stopping = await startApiRole(contextFor(api.database.urls.api));
  const base = new URL(stopping.listens[0]!);
  const idle = connect(Number(base.port), base.hostname);
  await new Promise((resolve) => idle.once('connect', resolve));
  const { email, password } = tenant;
  const running = fetch(`${base.href}api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const received = new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (Number(stopping.stats!()['openConnections']) > 0) {
        clearInterval(look);
        resolve();
      }
    }, 1);
  });
  await received;
  const [answer] = await Promise.all([running, stopping.stop()]);
  expect(answer.status).toBe(200);
  idle.destroy();
});
