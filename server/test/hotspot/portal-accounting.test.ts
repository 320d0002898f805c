import { systemClock } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { processesOf } from '../host/processes.ts';
import { Api } from '../support/api.ts';
import { password, PortalHouse } from './portal-house.ts';

let house: PortalHouse;
let planId: string;

beforeAll(async () => {
  house = await PortalHouse.open({ 'hotspot.macCookieDays': 7 });
  planId = await house.addPlan('guests', { deviceSlots: 2 });
});
afterAll(() => house?.close());

interface Session {
  acctSessionId: string;
  nasId: string;
  isOnline: boolean;
  closedBy: string | null;
  terminateCause: number | null;
  mac: string | null;
  framedIp: string | null;
  sessionTimeS: number;
  uploadBytes: number;
  downloadBytes: number;
}

const sessionsOf = (id: string) => house.api.get<Session[]>(`/api/subscribers/${id}/sessions`);
const day = (offset: number) => new Date(systemClock.now() + offset * 86_400_000).toISOString().slice(0, 10);

async function usedBy(id: string): Promise<{ uploadBytes: number; downloadBytes: number }> {
  const url = `/api/subscribers/${id}/usage?from=${day(-1)}&to=${day(1)}`;
  const { total } = await house.api.get<{ total: { uploadBytes: number; downloadBytes: number } }>(url);
  return { uploadBytes: total.uploadBytes, downloadBytes: total.downloadBytes };
}

/** What a portal tells of one session, in the order of time. */
function storyOf(username: string, { token, mac }: { token: string; mac: string }) {
  const whole = { username, sessionId: `session of ${username}`, token, mac, ip: '10.5.0.9' };
  return [
    { ...whole, event: 'start' },
    { ...whole, event: 'interim', sessionTimeS: 300, uploadBytes: 1_000_000, downloadBytes: 6_000_000_000 },
    { ...whole, event: 'interim', sessionTimeS: 600, uploadBytes: 2_000_000, downloadBytes: 9_000_000_000 },
    {
      ...whole,
      event: 'stop',
      sessionTimeS: 700,
      uploadBytes: 2_500_000,
      downloadBytes: 9_500_000_000,
      terminateCause: 'Idle-Timeout',
    },
  ];
}

const told = { sessionTimeS: 700, uploadBytes: 2_500_000, downloadBytes: 9_500_000_000 };
const used = { uploadBytes: 2_500_000, downloadBytes: 9_500_000_000 };

describe('the reports of a portal', () => {
  test('count once, however often they come and in whichever order', async () => {
    const id = await house.addGuest('amal', planId);
    const mac = '02:00:00:00:02:01';
    const { token } = await house.isLetIn({ username: 'amal', password, mac });
    const story = storyOf('amal', { token: token!, mac });
    const [start, first, second, stop] = story;
    for (const report of [start, second, first, second, start, stop, first, stop, ...story])
      expect(await house.report(report!)).toMatchObject({ status: 200, data: { kept: true } });
    await vi.waitFor(async () => expect(await usedBy(id)).toEqual(used), 20_000);
    expect(await sessionsOf(id)).toMatchObject([
      {
        ...told,
        nasId: house.nasId,
        isOnline: false,
        closedBy: 'stop',
        terminateCause: 4,
        mac,
        framedIp: '10.5.0.9',
      },
    ]);
  });

  test('are refused where they cannot be meant', async () => {
    const [, interim] = storyOf('amal', { token: 'x', mac: '02:00:00:00:02:01' });
    const wrong = [
      { uploadBytes: -1 },
      { sessionTimeS: 1e12 },
      { mac: 'no address' },
      { surplus: true },
      { token: 'ä' },
    ];
    for (const change of wrong) {
      const { status, code } = await house.report({ ...interim, ...change });
      expect([change, status, code]).toEqual([change, 400, 'http.invalid_fields']);
    }
  });
});

describe('a key speaks for its NAS alone', () => {
  test('and holds nothing else', async () => {
    const get = (path: string) =>
      fetch(house.product.url + path, { headers: { authorization: `Bearer ${house.key}` } });
    expect((await get('/api/subscribers')).status).toBe(403);
    const make = (key: object) => house.api.post('/api/api-keys', { name: 'wrong', ...key });
    const { nasId } = house;
    await expect(make({ permissions: ['hotspot.aaa', 'subscribers.read'], nasId })).rejects.toThrow(
      'staff.key_of_nas',
    );
    await expect(make({ permissions: ['hotspot.aaa'] })).rejects.toThrow('staff.needs_nas');
    const nowhere = '00000000-0000-7000-8000-000000000009';
    await expect(make({ permissions: ['hotspot.aaa'], nasId: nowhere })).rejects.toThrow('staff.unknown_nas');
  });

  test('so that no other NAS can speak of its sessions, and no other tenant lets its guests in', async () => {
    const id = await house.addGuest('basim', planId);
    const mac = '02:00:00:00:02:02';
    const { token } = await house.isLetIn({ username: 'basim', password, mac });
    const [start, , , stop] = storyOf('basim', { token: token!, mac });
    await house.report(start!);
    const otherNas = await house.addNas('garden', '127.0.0.78');
    const otherKey = await house.addKey('portal of the garden', otherNas);
    await vi.waitFor(async () => expect((await house.report(stop!, otherKey)).status).toBe(200), 20_000);
    await vi.waitFor(async () => {
      const sessions = await sessionsOf(id);
      expect(sessions.find(({ nasId }) => nasId === house.nasId)).toMatchObject({
        isOnline: true,
        uploadBytes: 0,
      });
      expect(sessions.find(({ nasId }) => nasId === otherNas)).toMatchObject({ isOnline: false, ...told });
    }, 20_000);

    const strangerKey = await keyOfOtherTenant();
    const login = { username: 'basim', password, mac };
    await vi.waitFor(async () => expect((await house.login(login, strangerKey)).status).toBe(200), 20_000);
    expect((await house.login(login, strangerKey)).data).toMatchObject({
      decision: 'reject',
      reason: 'aaa.wrong_password',
    });
    expect((await house.login(login, 'x'.repeat(43))).status).toBe(401);
  });

  test('and for nobody once the NAS is gone', async () => {
    const nasId = await house.addNas('terrace', '127.0.0.79');
    const key = await house.addKey('portal of the terrace', nasId);
    await vi.waitFor(
      async () => expect((await house.login({ username: 'x', password }, key)).status).toBe(200),
      20_000,
    );
    await house.api.delete(`/api/nas/${nasId}`);
    await vi.waitFor(async () => {
      expect((await house.login({ username: 'x', password }, key)).code).toBe('hotspot.nas_unknown');
    }, 20_000);
  });
});

async function keyOfOtherTenant(): Promise<string> {
  const { product } = house;
  const email = 'owner@other.example';
  const made = await house.api.post<{ owner: { password: string } }>('/api/tenants', {
    code: 'other',
    name: 'Other',
    currency: 'USD',
    timeZone: 'UTC',
    owner: { email, name: 'Owner' },
  });
  const other = new Api(product.url);
  await other.signIn(email, made.owner.password);
  const nas = {
    name: 'theirs',
    prefix: '127.0.0.88',
    vendor: 'chillispot',
    coaPort: 3799,
    secret: 'a-secret-of-theirs',
  };
  const { id: nasId } = await other.post<{ id: string }>('/api/nas', nas);
  const key = { name: 'theirs', permissions: ['hotspot.aaa'], nasId };
  return (await other.post<{ token: string }>('/api/api-keys', key)).token;
}

describe('while the radius role is away', () => {
  const mac = '02:00:00:00:02:03';

  test('nothing is decided or kept, and what is sent again counts once', async () => {
    const id = await house.addGuest('cemil', planId);
    const { token } = await house.isLetIn({ username: 'cemil', password, mac });
    const story = storyOf('cemil', { token: token!, mac });
    await house.report(story[0]!);
    const pid = pidOfRadius();
    process.kill(pid, 'SIGSTOP');
    const refused = await Promise.all(story.slice(1).map((report) => house.report(report)));
    for (const { status, code, retryAfter } of refused)
      expect([status, code, retryAfter]).toEqual([503, 'hotspot.radius_away', '1']);
    process.kill(pid, 'SIGCONT');
    for (const report of story.slice(1)) expect((await house.report(report)).status).toBe(200);
    await vi.waitFor(async () => expect(await usedBy(id)).toEqual(used), 20_000);
    expect(await sessionsOf(id)).toMatchObject([{ ...told, closedBy: 'stop' }]);
  });

  test('and after its death, whoever was remembered is remembered', async () => {
    const login = () => house.login({ mac });
    const id = (await house.api.get<{ id: string }[]>('/api/subscribers?q=cemil'))[0]!.id;
    await vi.waitFor(async () =>
      expect(await house.api.get<object[]>(`/api/subscribers/${id}/devices`)).toHaveLength(1),
    );
    process.kill(pidOfRadius(), 'SIGKILL');
    const statuses = new Set<number>();
    await vi.waitFor(
      async () => {
        const { status, data } = await login();
        statuses.add(status);
        expect(data?.decision).toBe('accept');
      },
      { timeout: 30_000, interval: 50 },
    );
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  });
});

function pidOfRadius(): number {
  const found = processesOf([house.product.home]).find(({ command }) => command.endsWith('main.ts radius'));
  if (!found) throw new Error('there is no radius role');
  return found.pid;
}

describe('the limit of a key', () => {
  test('is its own: a portal that floods is refused, staff and other portals are not', async () => {
    await house.api.set('/api/settings', { 'hotspot.requestsPerMinute': 60 });
    const key = await house.addKey('portal that floods', house.nasId);
    const other = await house.addKey('portal that does not', house.nasId);
    const login = { username: 'nobody', password, mac: '02:00:00:00:02:09' };
    for (let n = 0; n < 60; n++) expect((await house.login(login, key)).status).toBe(200);
    const refused = await house.login(login, key);
    expect([refused.status, refused.code]).toEqual([429, 'http.too_many_requests']);
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    expect((await house.login(login, other)).status).toBe(200);
    expect(await house.api.get<object>('/api/settings')).toMatchObject({ 'hotspot.requestsPerMinute': 60 });
  });
});
