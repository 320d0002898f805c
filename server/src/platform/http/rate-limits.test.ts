import { afterAll, beforeAll, expect, test } from 'vitest';
import { startThings, type Sent, type Things } from './things-server.fixture.ts';
import { anonymousRequestsPerMinute, sessionRequestsPerMinute, signInsPerMinute } from './limits.ts';
let things: Things;
beforeAll(async () => {
  things = await startThings();
});
afterAll(() => things.app.close());
const send = (sent: Sent) => things.send(sent);

// Different addresses: without a remembered session each request also counts for its address.
const busy = (n: number) => send({ as: 'thing.busy', method: 'GET', from: `172.16.${n % 250}.1` });
const attempt = (email: string, from: string) => send({ url: '/api/sign-in', body: { email }, from });
const anonymous = (from: string, forwarded?: string) =>
  send({
    method: 'GET',
    url: '/api/none',
    from,
    headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
  });

test('guessing passwords is limited per account and per address', async () => {
  for (let n = 0; n < signInsPerMinute; n++) {
    expect((await attempt('victim', `198.51.100.${n}`)).status).toBe(200);
    expect((await attempt(`user${n}`, '203.0.113.9')).status).toBe(200);
  }
  const account = await attempt('victim', '198.51.100.99');
  expect([account.status, account.body['code']]).toEqual([429, 'http.too_many_requests']);
  expect(Number(account.headers['retry-after'])).toBeGreaterThan(0);
  expect((await attempt('fresh', '203.0.113.9')).status).toBe(429);
  expect((await attempt('fresh', '203.0.113.10')).status).toBe(200);
});

test('requests without a session are limited per address, an IPv6 /64 counting as one, behind trusted proxies only', async () => {
  for (let n = 0; n < anonymousRequestsPerMinute; n++) {
    expect((await anonymous(`2001:db8:1:2::${n.toString(16)}`)).status).toBe(404);
    expect((await anonymous('192.0.2.77', `203.0.113.${n % 250}`)).status).toBe(404);
    expect((await anonymous('10.0.0.1', `198.18.0.${n % 250}`)).status).toBe(404);
  }
  expect((await anonymous('2001:db8:1:2:ffff::1')).status).toBe(429);
  expect((await anonymous('2001:db8:1:3::1')).status).toBe(404);
  expect((await anonymous('192.0.2.77', '203.0.113.251')).status).toBe(429);
  expect((await anonymous('10.0.0.1', '198.18.0.1')).status).toBe(404);
});

test('a session has a limit of its own', async () => {
  for (let n = 0; n < sessionRequestsPerMinute; n++) expect((await busy(n)).status).toBe(200);
  expect((await busy(0)).status).toBe(429);
  expect((await send({ as: 'thing.read', method: 'GET', from: '172.16.0.1' })).status).toBe(200);
});

const kept = (n: number) =>
  send({ as: 'thing.kept', method: 'GET', url: '/api/none', from: `172.17.${n % 250}.1` });

test('a remembered session has its limit where no session is asked for as well', async () => {
  for (let n = 0; n < sessionRequestsPerMinute; n++) expect((await kept(n)).status).toBe(404);
  expect((await kept(0)).status).toBe(429);
});
