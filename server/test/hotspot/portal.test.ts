import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { password, PortalHouse } from './portal-house.ts';

let house: PortalHouse;
let planId: string;
const devices = ['02:00:00:00:00:01', '02:00:00:00:00:02', '02:00:00:00:00:03'] as const;

interface Device {
  id: string;
  mac: string;
  name: string | null;
  revision: number;
}

beforeAll(async () => {
  house = await PortalHouse.open({
    'hotspot.macCookieDays': 7,
    'hotspot.landingUrl': 'https://isp.example/hello',
  });
  planId = await house.addPlan('guests', { deviceSlots: 2 });
});
afterAll(() => house?.close());

describe('a login at a captive portal', () => {
  test('is answered by the same policy as one by RADIUS, with the terms in figures', async () => {
    await house.addGuest('amira', planId);
    const login = { username: 'amira', password, mac: devices[0], ip: '10.5.0.1' };
    const { terms, username, token } = await house.isLetIn(login);
    expect(terms).toMatchObject({
      access: 'full',
      downloadBps: 20_000_000,
      uploadBps: 5_000_000,
      interimIntervalS: 300,
      redirectUrl: 'https://isp.example/hello',
    });
    expect(username).toBe('amira');
    expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test('does not tell a stranger from a wrong password', async () => {
    const wrong = await house.login({ username: 'amira', password: 'guessed', mac: devices[1] });
    const stranger = await house.login({ username: 'nobody at all', password: 'guessed', mac: devices[1] });
    expect(wrong.data).toEqual({
      decision: 'reject',
      reason: 'aaa.wrong_password',
      message: 'User name or password is wrong',
    });
    expect(stranger.data).toEqual(wrong.data);
  });
});

const login = (mac: string) => ({ username: 'carla', password, mac });

describe('the devices of an account', () => {
  test('come back by their address alone, until the password is changed', async () => {
    const id = await house.addGuest('badr', planId);
    const mac = '02:00:00:00:01:01';
    expect((await house.login({ mac })).data.decision).toBe('reject');
    await house.isLetIn({ username: 'badr', password, mac });
    expect(await house.login({ mac })).toMatchObject({ data: { decision: 'accept', username: 'badr' } });
    // A person can type an address as the name; the device that asks is another.
    const posed = { username: mac, password: mac, mac: '02:00:00:00:01:02' };
    expect((await house.login(posed)).data.decision).toBe('reject');
    await vi.waitFor(async () => expect(await devicesOf(id)).toHaveLength(1));
    await house.api.post(`/api/subscribers/${id}/password`, { password: 'another one of mine' });
    await vi.waitFor(async () => expect((await house.login({ mac })).data.decision).toBe('reject'), 5_000);
  });

  test('are as many as the plan has slots; one is let in when another is forgotten', async () => {
    const id = await house.addGuest('carla', planId);
    await house.isLetIn(login(devices[0]));
    expect((await house.login(login(devices[1]))).data.decision).toBe('accept');
    expect((await house.login(login(devices[2]))).data).toMatchObject({
      decision: 'reject',
      reason: 'aaa.too_many_devices',
      message: 'Too many devices use this account',
    });
    expect((await house.login(login(devices[1]))).data.decision).toBe('accept');
    const known = await vi.waitFor(async () => {
      const present = await devicesOf(id);
      expect(present.map(({ mac }) => mac).toSorted()).toEqual([devices[0], devices[1]]);
      return present;
    });
    const first = known.find(({ mac }) => mac === devices[0])!;
    const lastLogin = () =>
      house.api.get<{ verdict: string; remedy: unknown }>(`/api/subscribers/${id}/last-login`);
    const refused = { ...login(devices[2]), sessionId: 'again' };
    await vi.waitFor(async () => {
      await house.login(refused);
      expect(await lastLogin()).toMatchObject({ verdict: 'refused', remedy: { action: 'forget-device' } });
    }, 20_000);
    await house.api.delete(`/api/subscribers/${id}/devices/${first.id}`);
    expect(await lastLogin()).toMatchObject({ verdict: 'mended' });
    await house.isLetIn(login(devices[2]));
    expect((await house.login(login(devices[0]))).data.reason).toBe('aaa.too_many_devices');
  });
});

async function devicesOf(subscriberId: string): Promise<Device[]> {
  return house.api.get<Device[]>(`/api/subscribers/${subscriberId}/devices`);
}
