import {
  AcctInputOctets,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  addPasswordProof,
  CallingStationId,
  Class,
  Code,
  FramedIpAddress,
  FramedPool,
  MikrotikAddressList,
  MikrotikRateLimit,
  PacketBuilder,
  RadiusClient,
  SharedSecret,
  UserName,
  type Packet,
} from '@trunkline/radius';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Api } from '../support/api.ts';
import { startProduct, type Product } from '../support/product.ts';
import { startTestRouter, routerUser } from '../support/test-router.ts';

/**
 * What a plan promises, sold through the API as its users do, on the whole product: what the next login is told after
 * a volume was used, a garden was opened, a boost was given. The address is a router's that takes no orders.
 */
const password = 'orchard lantern';
const megabyte = 1_000_000;
const rates = { downloadBps: 50_000_000, uploadBps: 25_000_000 };
const slow = { downloadBps: 2_000_000, uploadBps: 1_000_000 };
const garden = { pool: 'payers', addressList: 'to-pay', downloadBps: 512_000, uploadBps: 256_000 };
/** From a change to the first login that knows of it. */
const changeHoldsWithinMs = 2_000;

let product: Product;
let api: Api;
let router: Awaited<ReturnType<typeof startTestRouter>>;
const radius = new RadiusClient();
const secret = 'a-secret-of-the-test';
let sessions = 0;

beforeAll(async () => {
  [product, router] = await Promise.all([startProduct(), startTestRouter()]);
  api = new Api(product.url);
  await api.signIn(product.owner.email, product.owner.password);
  const access = { port: router.port, usesTls: false, ...loginOf(routerUser) };
  const nas = { name: 'lab', prefix: '127.0.0.1', vendor: 'mikrotik', coaPort: 9, secret, api: access };
  await api.post('/api/nas', nas);
  await api.patch('/api/tenant', { timeZone: 'Asia/Baghdad' });
  // Packets of a NAS that the logins do not know yet are dropped.
  await vi.waitFor(() => login('nobody'), { timeout: 20_000 });
});
afterAll(async () => {
  await radius.close();
  await router?.powerOff();
  await product?.stop();
});

function loginOf({ name, password: apiPassword }: typeof routerUser) {
  return { username: name, password: apiPassword };
}

async function plan(name: string, terms: object): Promise<string> {
  const whole = { ...rates, maxSessions: 9, priceMinor: 0, currency: 'USD', ...terms };
  const body = { name, payment: 'prepaid', service: 'pppoe', status: 'on_sale', terms: whole };
  return (await api.post<{ id: string }>('/api/plans', body)).id;
}

async function subscriber(username: string, planId: string): Promise<string> {
  const { id } = await api.post<{ id: string }>('/api/subscribers', { username, password, planId });
  await answers(username, { code: Code.AccessAccept });
  return id;
}

async function login(username: string): Promise<Packet> {
  const request = new PacketBuilder(Code.AccessRequest)
    .add(UserName, username)
    .add(CallingStationId, 'AA:BB:CC:00:00:01');
  addPasswordProof(request, { method: 'pap', userName: username, password });
  return send(request, product.authPort);
}

async function send(request: PacketBuilder, port: number): Promise<Packet> {
  const result = await radius.send(request, { address: '127.0.0.1', port, secret: new SharedSecret(secret) });
  if (result.kind !== 'reply') throw new Error(`no reply: ${result.kind}`);
  return result.packet;
}

/** Logs in, and tells of a session that used so much and is over. */
async function use(username: string, bytes: number): Promise<void> {
  const accept = await login(username);
  expect(accept.code).toBe(Code.AccessAccept);
  const number = ++sessions;
  for (const status of ['Start', 'Stop'] as const) {
    const record = new PacketBuilder(Code.AccountingRequest)
      .add(AcctStatusType, AcctStatusType.values[status])
      .add(AcctSessionId, `8170${number.toString(16).padStart(4, '0')}`)
      .add(UserName, username)
      .add(FramedIpAddress, `10.30.0.${number}`);
    for (const value of accept.rawAll(Class)) record.addRaw(Class, value);
    if (status === 'Stop') {
      await isTakenUp(username);
      record.add(AcctSessionTime, 1).add(AcctInputOctets, 0).add(AcctOutputOctets, bytes);
    }
    expect((await send(record, product.acctPort)).code).toBe(Code.AccountingResponse);
  }
}

/** What is counted of a session is known from its first look on, which is less than a second behind its Start. */
async function isTakenUp(username: string): Promise<void> {
  const id = await idOf(username);
  const terms = () => api.get<unknown[]>(`/api/subscribers/${id}/session-terms`);
  await expect.poll(terms, { timeout: 5_000 }).toHaveLength(1);
}

async function idOf(username: string): Promise<string> {
  const [found] = await api.get<{ id: string }[]>(`/api/subscribers?q=${username}`);
  return found!.id;
}

interface Answer {
  code: number;
  rate: string | undefined;
  pool: string | undefined;
  list: string | undefined;
}

/** The first login that says so; until then it may be answered as before. */
async function answers(
  username: string,
  wanted: Partial<Answer>,
  timeout = changeHoldsWithinMs,
): Promise<void> {
  const ask = async (): Promise<Answer> => {
    const answer = await login(username);
    return {
      code: answer.code,
      rate: answer.get(MikrotikRateLimit),
      pool: answer.get(FramedPool),
      list: answer.get(MikrotikAddressList),
    };
  };
  await expect.poll(ask, { interval: 100, timeout, message: username }).toMatchObject(wanted);
}

/** Counted by the fold, and known to the logins. */
const countHoldsWithinMs = 5_000;
const accepted = { code: Code.AccessAccept, rate: '25000000/50000000', pool: undefined };
const refused = { code: Code.AccessReject };

async function reasonOf(username: string): Promise<string | undefined> {
  const [last] = await api.get<{ reason: string }[]>(
    `/api/auth-log?username=${username}&outcome=rejected&limit=1`,
  );
  return last?.reason;
}

const sentenceOf = async (id: string): Promise<string> =>
  (await api.get<{ explanation: { sentence: string } }>(`/api/subscribers/${id}/policy`)).explanation
    .sentence;

describe('a quota', () => {
  test.each(['daily', 'weekly', 'monthly', 'anniversary', 'one_time'])(
    'that is %s slows once it is used up, and says so',
    async (period) => {
      const validity = { count: 1, unit: 'month' };
      const quota = { period, bytes: 10 * megabyte, timeS: null, atZero: 'slow', slow };
      const id = await subscriber(`slow-${period}`, await plan(`slow ${period}`, { quota, validity }));
      await answers(`slow-${period}`, accepted);
      await use(`slow-${period}`, 11 * megabyte);
      await answers(`slow-${period}`, { ...accepted, rate: '1000000/2000000' }, countHoldsWithinMs);
      expect(await sentenceOf(id)).toMatch(/^Slowed to 1M\/2M|^Slowed to 2M\/1M/);
    },
  );

  test('used up once cuts the next login with its reason, and a top-up lets it in again', async () => {
    const quota = { period: 'one_time', bytes: 10 * megabyte, timeS: null, atZero: 'cut', slow: null };
    const id = await subscriber('cut', await plan('cut', { quota }));
    await use('cut', 11 * megabyte);
    await answers('cut', refused, countHoldsWithinMs);
    await expect.poll(() => reasonOf('cut'), { timeout: 5_000 }).toBe('aaa.quota_used_up');
    await api.post(`/api/subscribers/${id}/top-ups`, { bytes: 100 * megabyte, reason: 'paid' });
    await answers('cut', accepted);
  });

  test('used up leads into the walled garden where the company wants that, and out of it by a top-up', async () => {
    const quota = { ...ofMonth, bytes: 10 * megabyte };
    const id = await subscriber('walled', await plan('walled', { quota }));
    await use('walled', 11 * megabyte);
    await answers('walled', refused, countHoldsWithinMs);
    await openGarden(['quota']);
    await answers('walled', walled);
    await api.post(`/api/subscribers/${id}/top-ups`, { bytes: 100 * megabyte });
    await answers('walled', accepted);
    await openGarden([]);
  });
});

const ofMonth = { period: 'monthly', timeS: null, atZero: 'cut', slow: null };
const walled = { code: Code.AccessAccept, rate: '256000/512000', pool: 'payers', list: 'to-pay' };

describe('a speed rule', () => {
  test('holds at the next login, counts what it says, and goes with its rule', async () => {
    const planId = await plan('with free hours', { quota: { ...ofMonth, bytes: 10 * megabyte } });
    await subscriber('free', planId);
    const rule = { name: 'free hours', planIds: [planId], percent: 200, countedPercent: 0 };
    const { id } = await api.post<{ id: string }>('/api/speed-rules', rule);
    await answers('free', { ...accepted, rate: '50000000/100000000' });
    await use('free', 900 * megabyte);
    await api.delete(`/api/speed-rules/${id}`);
    await answers('free', accepted);
    await use('free', 9 * megabyte);
    await counted('free', 9 * megabyte);
    await answers('free', accepted);
    await use('free', 2 * megabyte);
    await answers('free', refused, countHoldsWithinMs);
  });

  test('that does nothing, or contradicts another, is refused with the reason', async () => {
    const rule = { priority: 7, percent: null, countedPercent: 100 };
    await expect(api.post('/api/speed-rules', { ...rule, name: 'idle' })).rejects.toThrow(/: 400 /);
    await api.post('/api/speed-rules', { ...rule, name: 'one', percent: 100, tags: ['vip'] });
    const contradicting = { ...rule, name: 'other', percent: 50, tags: ['vip'] };
    await expect(api.post('/api/speed-rules', contradicting)).rejects.toThrow('speed.contradicts');
  });
});

test('a boost is faster at once and over when it is ended', async () => {
  const id = await subscriber('boosted', await plan('boosted', {}));
  const boost = { downloadBps: 100_000_000, uploadBps: 100_000_000, minutes: 5 };
  const { id: boostId } = await api.post<{ id: string }>(`/api/subscribers/${id}/boosts`, boost);
  await answers('boosted', { ...accepted, rate: '100000000/100000000' });
  await api.delete(`/api/subscribers/${id}/boosts/${boostId}`);
  await answers('boosted', accepted);
});

test('who is suspended reaches the walled garden alone, and has the plan again afterwards', async () => {
  const id = await subscriber('late', await plan('late', {}));
  await openGarden(['suspended']);
  await api.post(`/api/subscribers/${id}/status`, { action: 'suspend', reason: 'unpaid' });
  await answers('late', walled);
  await api.post(`/api/subscribers/${id}/status`, { action: 'activate' });
  await answers('late', accepted);
});

test('of two subscriptions the one that comes first serves, and the other one after it', async () => {
  const id = await subscriber('both', await plan('first', {}));
  const planId = await plan('second', { downloadBps: 80_000_000, uploadBps: 80_000_000 });
  const more = { planId, priority: 10 };
  const second = await api.post<{ id: string }>(`/api/subscribers/${id}/subscriptions`, more);
  await answers('both', { ...accepted, rate: '80000000/80000000' });
  await api.post(`/api/subscriptions/${second.id}/cancel`, {});
  await answers('both', accepted);
});

test('a zone that a plan names stands on the router, as a list and as marks of its traffic', async () => {
  const zone = { name: 'Cache', key: 'cache', prefixes: ['203.0.113.0/24', '198.51.100.7'] };
  const { id: zoneId } = await api.post<{ id: string }>('/api/zones', zone);
  const zoneRules = [{ zoneId, rates: null, isFree: true }];
  await plan('with cache', { quota: { ...ofMonth, bytes: megabyte }, zoneRules });
  await expect.poll(listedAtRouter, { timeout: 50_000 }).toEqual(['198.51.100.7', '203.0.113.0/24']);
  const marks = router.state
    .table('/ip/firewall/mangle')
    .items.map(({ fields }) => fields['new-packet-mark']);
  expect(marks).toContain('trunkline-zone-cache');
});

function listedAtRouter(): string[] {
  return router.state
    .table('/ip/firewall/address-list')
    .items.filter(({ fields }) => fields['list'] === 'trunkline-zone-cache')
    .map(({ fields }) => fields['address']!)
    .toSorted();
}

function openGarden(walledFor: string[]): Promise<unknown> {
  return api.set('/api/settings', { 'policy.walledGarden': garden, 'policy.walledFor': walledFor });
}

async function counted(username: string, bytes: number): Promise<void> {
  const id = await idOf(username);
  const used = async () => {
    const { usage } = await api.get<{ usage: { quota: { usedBytes: number } | null } }>(
      `/api/subscribers/${id}/policy`,
    );
    return usage.quota?.usedBytes;
  };
  await expect.poll(used, { timeout: countHoldsWithinMs }).toBe(bytes);
}
