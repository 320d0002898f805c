import { ManualClock } from '@trunkline/kit';
import {
  addressLists,
  addressPools,
  endHotspotSession,
  endPppSession,
  ensureListed,
  listDhcpLeases,
  listHotspotActive,
  listInterfaces,
  listPppActive,
  listQueueTypes,
  mangleRules,
  monitorTraffic,
  ping,
  pppSecrets,
  radiusEntries,
  readIdentity,
  readPppAaa,
  readRadiusIncoming,
  readResource,
  RouterosClient,
  RouterosTrap,
  setRadiusIncoming,
  simpleQueues,
  treeQueues,
} from '@trunkline/routeros';
import { afterEach, expect, test } from 'vitest';
import type { RouterosDeviceOptions } from './device-options.ts';
import { startRouterosDevice } from './routeros-device.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const listen = { address: '127.0.0.1', port: 0 };
const user = { name: 'trunkline', password: 'pa=ss wörd' };
const bob = {
  userName: 'bob@realm',
  callerId: '02:00:00:00:00:01',
  address: '10.1.2.3',
  sessionId: '81700012',
  rateLimit: '10M/50M',
  demand: { uploadBps: 8_000_000, downloadBps: 80_000_000 },
};

async function start(options: Partial<RouterosDeviceOptions> = {}) {
  const clock = new ManualClock(Date.UTC(2026, 0, 31, 10, 20, 30));
  const device = await startRouterosDevice({
    seed: 1,
    listen,
    users: [user],
    version: '7.18.2',
    identity: 'bras-1',
    clock,
    ...options,
  });
  closers.push(() => device.stop());
  const client = await RouterosClient.connect({
    host: '127.0.0.1',
    port: device.port,
    username: user.name,
    password: user.password,
    timeoutMs: 5_000,
  });
  closers.push(() => client.close());
  return { device, client, clock };
}

test('a session shows as active, as an interface with its counters, and as a dynamic queue', async () => {
  const { device, client, clock } = await start();
  device.open(bob);
  clock.advance(10_000);
  expect(await listPppActive(client)).toEqual([
    {
      id: '*1',
      name: 'bob@realm',
      service: 'pppoe',
      callerId: bob.callerId,
      address: '10.1.2.3',
      uptimeS: 10,
      sessionId: '81700012',
      isRadius: true,
    },
  ]);
  const [line] = await listInterfaces(client, { type: 'pppoe-in' });
  // 80 Mbit/s are wanted, 50 pass.
  expect(line).toMatchObject({ name: '<pppoe-bob@realm>', rxBytes: 10_000_000n, txBytes: 62_500_000n });
  expect(line!.lastLinkUpMs).toBe(Date.UTC(2026, 0, 31, 10, 20, 30));
  expect(await simpleQueues.list(client)).toMatchObject([
    {
      name: '<pppoe-bob@realm>',
      maxLimit: { uploadBps: 10_000_000, downloadBps: 50_000_000 },
      bytes: { uploadBytes: 10_000_000n, downloadBytes: 62_500_000n },
      isDynamic: true,
    },
  ]);
  expect(await monitorTraffic(client, ['<pppoe-bob@realm>'])).toEqual([
    { name: '<pppoe-bob@realm>', uploadBps: 8_000_000, downloadBps: 50_000_000 },
  ]);
});

test('the first queue that fits shapes, and its removal gives back the rate of the session', async () => {
  const { device, client, clock } = await start();
  const session = device.open(bob);
  const maxLimit = { uploadBps: 1_000_000, downloadBps: 2_000_000 };
  const input = { name: 'trunkline-81700012', targets: ['10.1.2.3/32'], maxLimit, comment: 'trunkline' };
  const behind = await simpleQueues.add(client, input);
  expect(device.state.effectiveRates(session)).toEqual({ uploadBps: 10_000_000, downloadBps: 50_000_000 });
  await simpleQueues.remove(client, [behind]);
  const [first] = await simpleQueues.list(client);
  const id = await simpleQueues.add(client, input, { placeBefore: first!.id });
  expect(device.state.effectiveRates(session)).toEqual(maxLimit);
  clock.advance(8_000);
  const slower = { uploadBps: 500_000, downloadBps: 1_000_000 };
  await simpleQueues.set(client, { id, input: { maxLimit: slower } });
  clock.advance(8_000);
  await simpleQueues.remove(client, [id]);
  session.settle();
  // Eight seconds at 2 Mbit/s and eight at one.
  expect(session.volume.downloadBytes).toBe(3_000_000n);
  expect(device.state.effectiveRates(session)).toEqual({ uploadBps: 10_000_000, downloadBps: 50_000_000 });
});

test('a CoA rewrites the dynamic queue in its place; it cannot be changed by the API', async () => {
  const { device, client } = await start();
  const session = device.open(bob);
  device.state.changeRateLimit(session, () => {
    session.rateLimit = '2M/8M 4M/16M 1M/4M 10/10 5';
  });
  const [queue] = await simpleQueues.list(client);
  expect(queue!.maxLimit).toEqual({ uploadBps: 2_000_000, downloadBps: 8_000_000 });
  const change = simpleQueues.set(client, { id: queue!.id, input: { comment: 'mine' } });
  await expect(change).rejects.toThrow(RouterosTrap);
});

test('marked traffic is shaped and counted by the queue of its mark, once a rule marks it', async () => {
  const { device, client, clock } = await start();
  const demand = { uploadBps: 0, downloadBps: 8_000_000 };
  const session = device.open({ ...bob, demand, markShares: { cdn: 0.25 } });
  const input = { name: 'cdn', targets: ['10.1.2.3'], packetMarks: ['cdn'] };
  const [first] = await simpleQueues.list(client);
  await simpleQueues.add(client, input, { placeBefore: first!.id });
  clock.advance(1_000);
  await mangleRules.add(client, {
    chain: 'forward',
    action: 'mark-packet',
    newPacketMark: 'cdn',
    isPassthrough: false,
  });
  clock.advance(1_000);
  const [queue] = await simpleQueues.list(client, { where: { name: 'cdn' } });
  expect(queue!.bytes).toEqual({ uploadBytes: 0n, downloadBytes: 250_000n });
  expect(session.volume.downloadBytes).toBe(2_000_000n);
});

test('a session is ended by its name and session id, and another one of the name stays', async () => {
  const { device, client } = await start();
  device.open(bob);
  device.open({ ...bob, address: '10.1.2.4', sessionId: '81700013' });
  const names = (await listInterfaces(client, { type: 'pppoe-in' })).map(({ name }) => name);
  expect(names).toEqual(['<pppoe-bob@realm>', '<pppoe-bob@realm-1>']);
  expect(await endPppSession(client, { name: bob.userName, sessionId: '81700099' })).toBe(false);
  expect(await endPppSession(client, { name: bob.userName, sessionId: '81700012' })).toBe(true);
  expect(await endPppSession(client, { name: bob.userName, sessionId: '81700012' })).toBe(false);
  expect((await listPppActive(client)).map(({ sessionId }) => sessionId)).toEqual(['81700013']);
});

test('an address that stands in a list already is as good as put there', async () => {
  const { device, client } = await start();
  device.open({ ...bob, addressList: 'walled' });
  const entry = { list: 'walled', address: '10.9.9.9', comment: 'trunkline' };
  expect(await ensureListed(client, entry)).toMatch(/^\*/);
  expect(await ensureListed(client, entry)).toBeUndefined();
  const listed = await addressLists.list(client, { where: { list: 'walled' } });
  expect(listed.map(({ address, isDynamic }) => [address, isDynamic])).toEqual([
    ['10.9.9.9', false],
    ['10.1.2.3', true],
  ]);
});

test('a hotspot session shows who it is and is logged out by name and address', async () => {
  const { device, client, clock } = await start();
  device.open({ ...bob, service: 'hotspot' });
  clock.advance(1_000);
  expect(await listHotspotActive(client)).toMatchObject([
    { user: 'bob@realm', address: '10.1.2.3', bytesIn: 1_000_000n, bytesOut: 6_250_000n },
  ]);
  expect(await endHotspotSession(client, { user: 'bob@realm', address: '10.1.2.3' })).toBe(true);
  expect(await listHotspotActive(client)).toEqual([]);
});

test('every other menu is read and written', async () => {
  const { client } = await start();
  expect(await readIdentity(client)).toBe('bras-1');
  expect(await readResource(client)).toMatchObject({
    version: '7.18.2 (stable)',
    parsedVersion: { major: 7, minor: 18, patch: 2 },
    cpuPercent: 7,
  });
  expect(await readPppAaa(client)).toEqual({ usesRadius: true, isAccounting: true, interimUpdateS: 0 });
  await setRadiusIncoming(client, { isAccepting: false, port: 3799 });
  expect(await readRadiusIncoming(client)).toEqual({ isAccepting: false, port: 3799 });
  await radiusEntries.add(client, {
    services: ['ppp', 'hotspot'],
    address: '10.0.0.1',
    secret: 's',
    timeoutS: 3,
  });
  expect(await radiusEntries.list(client)).toMatchObject([{ services: ['ppp', 'hotspot'], timeoutS: 3 }]);
  await pppSecrets.add(client, { name: 'local', password: 'x', limitBytesIn: 2n ** 40n });
  expect(await pppSecrets.list(client)).toMatchObject([{ name: 'local', limitBytesIn: 2n ** 40n }]);
  await addressPools.add(client, { name: 'pool-1', ranges: ['10.0.0.2-10.0.0.9'] });
  expect(await addressPools.list(client)).toMatchObject([{ name: 'pool-1', ranges: ['10.0.0.2-10.0.0.9'] }]);
  await treeQueues.add(client, {
    name: 'cdn',
    parent: 'global',
    packetMarks: ['cdn'],
    maxLimitBps: 5_000_000,
  });
  expect(await treeQueues.list(client)).toMatchObject([{ packetMarks: ['cdn'], maxLimitBps: 5_000_000 }]);
  expect((await listQueueTypes(client)).map(({ name }) => name)).toContain('default-small');
  expect(await listDhcpLeases(client)).toEqual([]);
  expect(await ping(client, { address: '203.0.113.1', count: 1 })).toEqual([
    { host: '203.0.113.1', timeMs: undefined, status: 'timeout' },
  ]);
});
