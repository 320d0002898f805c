import { ManualClock } from '@trunkline/kit';
import {
  addPasswordProof,
  CallingStationId,
  Code,
  decodePacket,
  NasPortId,
  PacketBuilder,
  SharedSecret,
  type Packet,
} from '@trunkline/radius';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  GuessLimits,
  maxNewPairs,
  maxWrongByDevice,
  maxWrongByDeviceAndName,
  maxWrongByName,
} from './guess-limits.ts';
import { formatMac, readMac } from './mac-address.ts';
import type { Login } from './read-login.ts';
import type { SnapshotNas, SnapshotSubscriber } from '../snapshot/snapshot-entries.ts';

const secret = new SharedSecret('a secret of a test');
const tenant = { id: 'tenant-1', stripsRealm: false };
const home = '02:00:00:00:00:01';
const elsewhere = '02:00:00:00:00:02';

let clock: ManualClock;
let limits: GuessLimits;
const subscribers = new Map<string, SnapshotSubscriber>();

beforeEach(() => {
  clock = new ManualClock(Date.UTC(2026, 0, 1));
  limits = new GuessLimits(clock);
  subscribers.clear();
});

interface Try {
  name?: string;
  station?: string;
  nas?: string;
  port?: string;
  isKnown?: boolean;
  macs?: readonly string[];
}

function attempt({
  name = 'anna',
  station = home,
  nas = 'nas-1',
  port,
  isKnown = true,
  macs = [],
}: Try = {}) {
  const subscriber = subscriberOf(name);
  subscriber.macs = macs.map((mac) => readMac(Buffer.from(mac))!);
  const login = {
    name: Buffer.from(name),
    station: Buffer.from(station),
    nameMac: readMac(Buffer.from(name)),
    mac: readMac(Buffer.from(station)),
    subscriber: isKnown ? subscriber : undefined,
    isRemembered: false,
  } satisfies Login;
  const client = {
    data: { id: nas, tenant } as unknown as SnapshotNas,
    secret,
    messageAuthenticator: 'off',
  } as const;
  return { login, request: { packet: packetOf(name, station, port), client } };
}

function subscriberOf(name: string): SnapshotSubscriber {
  const present = subscribers.get(name);
  if (present) return present;
  const made = { id: `id of ${name}`, usernameKey: name } as unknown as SnapshotSubscriber;
  subscribers.set(name, made);
  return made;
}

function packetOf(name: string, station: string, port: string | undefined): Packet {
  const request = new PacketBuilder(Code.AccessRequest);
  addPasswordProof(request, { method: 'pap', userName: name, password: 'guess' });
  if (station !== '') request.add(CallingStationId, station);
  if (port !== undefined) request.add(NasPortId, port);
  const decoded = decodePacket(request.encodeRequest({ identifier: 1, secret, messageAuthenticator: false }));
  if (!decoded.ok) throw new Error(decoded.fault);
  return decoded.packet;
}

function fail(times: number, tried: (index: number) => Try): void {
  for (let index = 0; index < times; index++) limits.wrong(attempt(tried(index)));
}

const station = (index: number): string => formatMac(readMac(Buffer.from('06:00:00:00:00:00'))! + index);

describe('after too many wrong passwords', () => {
  it.each([true, false])(
    'a name is refused from that device for half a minute (it exists: %s)',
    (isKnown) => {
      fail(maxWrongByDeviceAndName - 1, () => ({ isKnown }));
      expect(limits.refuses(attempt({ isKnown }))).toBe(false);
      fail(1, () => ({ isKnown }));
      expect(limits.refuses(attempt({ isKnown }))).toBe(true);
      expect(limits.refuses(attempt({ isKnown, station: elsewhere }))).toBe(false);
      expect(limits.refuses(attempt({ isKnown, nas: 'nas-2' }))).toBe(false);
      expect(limits.refuses(attempt({ isKnown, name: 'ben' }))).toBe(false);
      clock.advance(29_999);
      expect(limits.refuses(attempt({ isKnown }))).toBe(true);
      clock.advance(1);
      expect(limits.refuses(attempt({ isKnown }))).toBe(false);
    },
  );

  it('of many names a device is refused for every name', () => {
    fail(maxWrongByDevice, (index) => ({ name: `user-${index}` }));
    expect(limits.refuses(attempt({ name: 'ben' }))).toBe(true);
    expect(limits.refuses(attempt({ name: 'ben', station: elsewhere }))).toBe(false);
  });

  it('of many devices a name is refused from every device but its own', () => {
    limits.right(attempt({ station: home }));
    fail(maxWrongByName, (index) => ({ station: station(index), nas: `nas-${index % 3}` }));
    expect(limits.refuses(attempt({ station: elsewhere }))).toBe(true);
    expect(limits.refuses(attempt({ station: elsewhere, macs: [elsewhere] }))).toBe(false);
    expect(limits.refuses(attempt({ station: home }))).toBe(false);
  });

  it('of one who poses as the own device of a subscriber, that device is refused too, until a right one', () => {
    limits.right(attempt({ station: home }));
    fail(maxWrongByName - 1, () => ({ station: home }));
    expect(limits.refuses(attempt({ station: home }))).toBe(false);
    limits.right(attempt({ station: home }));
    fail(maxWrongByName, () => ({ station: home }));
    expect(limits.refuses(attempt({ station: home }))).toBe(true);
    expect(limits.refuses(attempt({ station: elsewhere }))).toBe(false);
    clock.advance(30_000);
    expect(limits.refuses(attempt({ station: home }))).toBe(false);
  });

  it('of ever new devices and names a NAS is refused, but for what is known, and only as fast as they come', () => {
    limits.right(attempt({ station: home }));
    fail(1, () => ({ name: 'ben', station: elsewhere }));
    fail(maxNewPairs - 1, (index) => ({ name: `user-${index}`, station: station(index) }));
    expect(limits.refuses(attempt({ name: 'clara', station: station(-1) }))).toBe(true);
    expect(limits.refuses(attempt({ name: 'clara', station: station(-1), nas: 'nas-2' }))).toBe(false);
    expect(limits.refuses(attempt({ station: home }))).toBe(false);
    expect(limits.refuses(attempt({ name: 'ben', station: elsewhere }))).toBe(false);
    clock.advance(1_000);
    expect(limits.refuses(attempt({ name: 'clara', station: station(-1) }))).toBe(false);
  });

  it('of routers that go on with a wrong one, however long, each counts once at its NAS', () => {
    // A NAS with 30,000 subscribers, of whom 15 % have a wrong password in their router.
    for (let minute = 0; minute < 8; minute++) {
      fail(4_500, (index) => ({ name: `user-${index}`, station: station(index) }));
      expect(limits.refuses(attempt({ name: 'clara', station: station(-1) }))).toBe(false);
      clock.advance(60_000);
    }
  });

  it('of many names on one port of a NAS that names no devices, nobody else there is refused', () => {
    const there = { station: '', port: 'ether2' };
    fail(maxWrongByDevice * 2, (index) => ({ ...there, name: `user-${index}` }));
    expect(limits.refuses(attempt({ ...there, name: 'ben' }))).toBe(false);
    fail(maxWrongByDeviceAndName, () => ({ ...there, name: 'ben' }));
    expect(limits.refuses(attempt({ ...there, name: 'ben' }))).toBe(true);
  });

  it('a right one from the device begins anew', () => {
    fail(maxWrongByDeviceAndName - 1, () => ({}));
    limits.right(attempt());
    fail(maxWrongByDeviceAndName - 1, () => ({}));
    expect(limits.refuses(attempt())).toBe(false);
  });

  it('a phone that is asked for by its own address may still log in by name', () => {
    fail(maxWrongByDevice * 2, () => ({ name: home, isKnown: false }));
    expect(limits.refuses(attempt({ name: home, isKnown: false }))).toBe(true);
    expect(limits.refuses(attempt({ name: 'anna' }))).toBe(false);
  });
});

describe('the limits', () => {
  it('A15: neither lock nor free when the wall clock jumps', () => {
    fail(maxWrongByDeviceAndName, () => ({}));
    for (const days of [1, -1, 40_000]) {
      clock.jump(clock.now() + days * 24 * 3_600_000);
      expect(limits.refuses(attempt())).toBe(true);
    }
    clock.advance(30_000);
    expect(limits.refuses(attempt())).toBe(false);
  });

  it('hold a bounded number of names and devices', () => {
    const one = attempt({ isKnown: false });
    for (let index = 0; index < 120_000; index++) {
      limits.wrong({ ...one, login: { ...one.login, name: Buffer.from(`name ${index}`) } });
    }
    expect(limits.stats().counted).toBeLessThanOrEqual(100_000);
    fail(maxWrongByDeviceAndName, () => ({}));
    expect(limits.refuses(attempt())).toBe(true);
  });
});
