import { afterAll, beforeAll, expect, test } from 'vitest';
import { startThings, type Sent, type Things } from './things-server.fixture.ts';
import {
  anonymousRequestsPerMinute,
  sessionRequestsPerMinute,
  signInsPerAccountPerMinute,
  signInsPerAddressPerMinute,
  signInsPerMinute,
} from './limits.ts';
let things: Things;
beforeAll(async () => {
  things = await startThings();
});
afterAll(() => things.app.close());
const send = (sent: Sent) => things.send(sent);

// Different addresses: without a remembered session each request also counts for its address.
const busy = (n: number) => send({ as: 'thing.busy', method: 'GET', from: `172.16.${n % 250}.1` });
const through = (forwarded: string) => anonymous('10.0.0.1', forwarded);
const attempt = (email: string, from: string, password = 'wrong') =>
  send({ url: '/api/sign-in', body: { email, password }, from });
const anonymous = (from: string, forwarded?: string) =>
  send({
    method: 'GET',
    url: '/api/none',
    from,
    headers: forwarded ? { 'x-forwarded-for': forwarded } : {},
  });

test('guessing is limited for an account from one address, and for one address', async () => {
  for (let n = 0; n < signInsPerMinute; n++)
    expect((await attempt('victim', '198.51.100.9')).status).toBe(401);
  const refused = await attempt('victim', '198.51.100.9');
  expect([refused.status, refused.body['code']]).toEqual([429, 'http.too_many_requests']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await attempt('fresh', '198.51.100.9')).status).toBe(401);
  for (let n = 0; n < signInsPerAddressPerMinute; n++)
    expect((await attempt(`user${n}`, '203.0.113.9')).status).toBe(401);
  expect((await attempt('fresh', '203.0.113.9')).status).toBe(429);
  expect((await attempt('fresh', '203.0.113.10')).status).toBe(401);
});

test('a stranger cannot keep the owner of an account out', async () => {
  const home = '2001:db8:9:9::7';
  expect((await attempt('owner', home, 'right')).status).toBe(200);
  // From one address the stranger runs into the limit alone.
  for (let n = 0; n <= signInsPerMinute; n++) await attempt('owner', '198.51.100.77');
  expect((await attempt('owner', '198.51.100.78', 'right')).status).toBe(200);
  // From very many the account is closed to addresses that it does not know.
  for (let n = 0; n < signInsPerAccountPerMinute; n++) await attempt('owner', `192.0.2.${n}`);
  expect((await attempt('owner', '192.0.2.200', 'right')).status).toBe(429);
  expect((await attempt('owner', '2001:db8:9:9::8', 'right')).status).toBe(200);
});

test('the address behind a trusted proxy counts, however the proxy writes it, and nothing that a client made up', async () => {
  const forms = [
    '198.19.0.1',
    '198.19.0.1:4711',
    'unknown, 198.19.0.1:80',
    '198.19.0.1, 10.0.0.1:443',
    '::ffff:198.19.0.1',
    '[::ffff:198.19.0.1]:9',
  ];
  for (let n = 0; n < anonymousRequestsPerMinute; n++)
    expect((await through(forms[n % forms.length]!)).status).toBe(404);
  for (const form of forms) expect([form, (await through(form)).status]).toEqual([form, 429]);
  expect((await through('198.19.0.1, 198.19.0.2:1')).status).toBe(404);
  expect((await through('198.19.0.2, no address')).status).toBe(404);
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
