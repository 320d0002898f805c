import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api } from '../support/api.ts';
import { startProduct, type Product } from '../support/product.ts';
import { Radclient, type RadclientAnswer } from '../support/radclient.ts';

/**
 * The whole product, started as a user starts it, against FreeRADIUS's own client. What an operator does is
 * done through the API; what a router does, through radclient.
 */
interface Session {
  id: string;
  username: string;
  stoppedAt: string | null;
  uploadBytes: number;
  downloadBytes: number;
  sessionTimeS: number;
  framedIp: string | null;
}

const password = 'opensesame-1';
const mac = 'AA:BB:CC:00:00:01';
const changeHoldsWithinMs = 2_000;

let product: Product;
let api: Api;
let radclient: Radclient;
let planId: string;

beforeAll(async () => {
  product = await startProduct();
  api = new Api(product.url);
  await api.signIn(product.owner.email, product.owner.password);
  const nas = await api.post<{ secret: string }>('/api/nas', {
    name: 'lab',
    prefix: '127.0.0.1',
    vendor: 'mikrotik',
  });
  radclient = new Radclient(nas.secret);
  const plan = await api.post<{ id: string }>('/api/plans', {
    name: 'Home 20',
    payment: 'prepaid',
    service: 'pppoe',
    status: 'on_sale',
    terms: {
      downloadBps: 20_000_000,
      uploadBps: 5_000_000,
      maxSessions: 1,
      priceMinor: 0,
      currency: 'USD',
    },
  });
  planId = plan.id;
});

afterAll(async () => {
  radclient?.close();
  await product?.stop();
});

/** A subscriber of its own for each test; answers when the radius role lets them in. */
async function addSubscriber(username: string, more: Record<string, unknown> = {}): Promise<string> {
  const { id } = await api.post<{ id: string }>('/api/subscribers', { username, password, planId, ...more });
  await eventually(async () => (await login(username)).code === 'Access-Accept', changeHoldsWithinMs);
  return id;
}

async function subscriptionOf(subscriberId: string): Promise<string> {
  const [subscription] = await api.get<{ id: string }[]>(`/api/subscriptions?subscriberId=${subscriberId}`);
  return subscription!.id;
}

function login(username: string, attributes: Record<string, string> = {}): Promise<RadclientAnswer> {
  return radclient.auth(product.authPort, {
    'User-Name': `"${username}"`,
    'User-Password': `"${password}"`,
    'NAS-Port-Type': 'Ethernet',
    'Calling-Station-Id': `"${mac}"`,
    ...attributes,
  });
}

function account(username: string, attributes: Record<string, string>): Promise<RadclientAnswer> {
  return radclient.acct(product.acctPort, {
    'User-Name': `"${username}"`,
    'Calling-Station-Id': `"${mac}"`,
    'Framed-IP-Address': '10.20.0.7',
    ...attributes,
  });
}

/** The reason of the newest refusal that the authentication log has for this name. */
async function lastReason(username: string): Promise<string | null> {
  const rows = await api.get<{ reason: string | null }[]>(
    `/api/auth-log?username=${username}&outcome=rejected`,
  );
  return rows[0]?.reason ?? null;
}

async function eventually(holds: () => Promise<boolean>, limitMs = 10_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`it did not come true within ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const valueOf = (answer: RadclientAnswer, name: string): string | undefined =>
  answer.attributes.find((attribute) => attribute.name === name)?.value;

describe('radclient', () => {
  test('is accepted by PAP, CHAP and MS-CHAP, Message-Authenticator first, with the rate limit of the plan', async () => {
    await addSubscriber('alice');
    const methods: [string, Record<string, string>][] = [
      ['PAP', { 'User-Password': `"${password}"` }],
      ['CHAP', { 'CHAP-Password': `"${password}"` }],
      ['MS-CHAP', { 'MS-CHAP-Password': `"${password}"` }],
    ];
    for (const [name, credential] of methods) {
      const answer = await radclient.auth(product.authPort, {
        'User-Name': '"alice"',
        'Calling-Station-Id': `"${mac}"`,
        ...credential,
      });
      expect(answer.code, `${name}\n${answer.output}`).toBe('Access-Accept');
      expect(answer.attributes[0]?.name).toBe('Message-Authenticator');
      expect(valueOf(answer, 'Mikrotik-Rate-Limit')).toBe('5000000/20000000');
      if (name === 'MS-CHAP') expect(valueOf(answer, 'MS-CHAP-MPPE-Keys')).toBeDefined();
    }
  });

  test('its Start, Interim and Stop become one session with its bytes, and a day of usage', async () => {
    const id = await addSubscriber('bob');
    const accepted = await login('bob');
    const session = { 'Acct-Session-Id': '"81200042"', Class: valueOf(accepted, 'Class')! };
    expect((await account('bob', { ...session, 'Acct-Status-Type': 'Start' })).code).toBe(
      'Accounting-Response',
    );
    await eventually(async () => (await sessionsOf('bob')).length === 1);
    expect((await sessionsOf('bob'))[0]).toMatchObject({ stoppedAt: null, framedIp: '10.20.0.7' });

    const interim = { 'Acct-Session-Time': '300', 'Acct-Input-Octets': '1000', 'Acct-Output-Octets': '2000' };
    await account('bob', { ...session, 'Acct-Status-Type': 'Interim-Update', ...interim });
    await eventually(async () => (await sessionsOf('bob'))[0]?.uploadBytes === 1000);

    const stop = {
      'Acct-Session-Time': '600',
      'Acct-Input-Octets': '5',
      'Acct-Input-Gigawords': '1',
      'Acct-Output-Octets': '7000',
      'Acct-Terminate-Cause': 'User-Request',
    };
    await account('bob', { ...session, 'Acct-Status-Type': 'Stop', ...stop });
    await eventually(async () => (await sessionsOf('bob'))[0]?.stoppedAt !== null);
    expect(await sessionsOf('bob')).toMatchObject([
      { uploadBytes: 2 ** 32 + 5, downloadBytes: 7000, sessionTimeS: 600 },
    ]);
    const usage = await api.get<{ total: object; days: object[] }>(
      `/api/subscribers/${id}/usage?from=${civilDate(-1)}&to=${civilDate(1)}`,
    );
    expect(usage.total).toEqual({ uploadBytes: 2 ** 32 + 5, downloadBytes: 7000, sessionTimeS: 600 });
    expect(usage.days).toHaveLength(1);
  });

  test('each refusal shows its own reason', async () => {
    const carol = await addSubscriber('carol');
    expect((await login('carol', { 'User-Password': '"wrong"' })).code).toBe('Access-Reject');
    await eventually(async () => (await lastReason('carol')) === 'aaa.wrong_password');

    await api.post(`/api/subscribers/${carol}/status`, { action: 'suspend' });
    await eventually(async () => (await login('carol')).code === 'Access-Reject', changeHoldsWithinMs);
    await eventually(async () => (await lastReason('carol')) === 'aaa.suspended');

    const { id: dave } = await api.post<{ id: string }>('/api/subscribers', { username: 'dave', password });
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    await api.post(`/api/subscribers/${dave}/subscriptions`, { planId, expiresAt });
    await eventually(async () => (await login('dave')).code === 'Access-Accept', changeHoldsWithinMs);
    await eventually(async () => (await login('dave')).code === 'Access-Reject', changeHoldsWithinMs);
    await eventually(async () => (await lastReason('dave')) === 'aaa.expired');

    await addSubscriber('erin', { macBinding: 'fixed', macs: [mac] });
    expect((await login('erin')).code).toBe('Access-Accept');
    expect((await login('erin', { 'Calling-Station-Id': '"AA:BB:CC:00:00:99"' })).code).toBe('Access-Reject');
    await eventually(async () => (await lastReason('erin')) === 'aaa.wrong_mac');

    await addSubscriber('frank');
    expect((await login('frank')).code).toBe('Access-Accept');
    await account('frank', {
      'Acct-Status-Type': 'Start',
      'Acct-Session-Id': '"81200077"',
      'Framed-IP-Address': '10.20.0.8',
    });
    expect((await login('frank', { 'Calling-Station-Id': '"AA:BB:CC:00:00:02"' })).code).toBe(
      'Access-Reject',
    );
    await eventually(async () => (await lastReason('frank')) === 'aaa.too_many_sessions');

    expect((await login('nobody')).code).toBe('Access-Reject');
    await eventually(async () => (await lastReason('nobody')) === 'aaa.unknown_user');
  });

  test('a change of plan holds at the next login within two seconds', async () => {
    const id = await addSubscriber('grace');
    const faster = await api.post<{ id: string }>('/api/plans', {
      name: 'Home 100',
      payment: 'prepaid',
      service: 'pppoe',
      status: 'on_sale',
      terms: {
        downloadBps: 100_000_000,
        uploadBps: 50_000_000,
        maxSessions: 1,
        priceMinor: 0,
        currency: 'USD',
      },
    });
    await api.post(`/api/subscriptions/${await subscriptionOf(id)}/change-plan`, {
      planId: faster.id,
      when: 'now',
    });
    await eventually(
      async () => valueOf(await login('grace'), 'Mikrotik-Rate-Limit') === '50000000/100000000',
      changeHoldsWithinMs,
    );
  });

  test('the wrong secret is met with silence', async () => {
    const stranger = new Radclient('not-the-secret');
    const answer = await stranger.acct(product.acctPort, {
      'User-Name': '"alice"',
      'Acct-Status-Type': 'Start',
      'Acct-Session-Id': '"1"',
    });
    stranger.close();
    expect(answer.code).toBeUndefined();
  });
});

/** A date around today's; the tenant's zone may be a day ahead or behind. */
function civilDate(daysFromNow: number): string {
  return new Date(Date.now() + daysFromNow * 86_400_000).toISOString().slice(0, 10);
}

async function sessionsOf(username: string): Promise<Session[]> {
  return api.get<Session[]>(`/api/sessions?username=${username}`);
}
