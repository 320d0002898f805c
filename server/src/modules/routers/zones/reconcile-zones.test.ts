import { RouterosClient, simpleQueues, type RouterosCaller } from '@trunkline/routeros';
import type { RouterosDevice } from '@trunkline/simulators';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { routerUser, startTestRouter } from '../../../../test/support/test-router.ts';
import type { DesiredZones } from './plan-zone-changes.ts';
import { reconcileZones } from './reconcile-zones.ts';

let device: RouterosDevice;
const clients: RouterosClient[] = [];

beforeEach(async () => {
  device = await startTestRouter();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await device.stop();
});

async function connect(): Promise<RouterosClient> {
  const { name: username, password } = routerUser;
  const client = await RouterosClient.connect({
    host: '127.0.0.1',
    port: device.port,
    username,
    password,
    timeoutMs: 5_000,
  });
  clients.push(client);
  return client;
}

const queue = (acctSessionId: string, address: string, rates = 8_000_000) => ({
  acctSessionId,
  address,
  key: 'cdn',
  downloadBps: rates,
  uploadBps: rates / 2,
});
const desired: DesiredZones = {
  zones: [
    { key: 'cdn', prefixes: ['198.51.100.0/24', '203.0.113.7/32'] },
    { key: 'games', prefixes: ['192.0.2.0/25'] },
  ],
  queues: [queue('81700001', '10.1.0.1'), queue('81700002', '10.1.0.2')],
};
const nothing: DesiredZones = { zones: [], queues: [] };

/** What a router holds, without the ids, which do not matter. */
function held({ state }: RouterosDevice): string[] {
  const tables = ['/ip/firewall/address-list', '/ip/firewall/mangle'].map(
    (path) => [path, state.table(path).items] as const,
  );
  return [...tables, ['/queue/simple', state.queues.table.items] as const].flatMap(([path, items]) =>
    items.map(
      ({ fields }) =>
        `${path} ${JSON.stringify(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`,
    ),
  );
}

const open = (sessionId: string, address: string) =>
  device.open({
    userName: sessionId,
    callerId: '02:00:00:00:00:01',
    address,
    sessionId,
    rateLimit: '1M/2M',
    demand: { uploadBps: 0, downloadBps: 0 },
  });

describe('the zones of a router', () => {
  test('are brought to what is wanted, read back, and left alone from then on', async () => {
    const client = await connect();
    expect(await reconcileZones(client, desired)).toMatchObject({ changes: 11, isInStep: true });
    const before = held(device);
    device.record.clear();
    expect(await reconcileZones(client, desired)).toMatchObject({ changes: 0, isInStep: true });
    expect(held(device)).toEqual(before);
    expect(device.record.commands.every(([command]) => command!.endsWith('/print'))).toBe(true);
  });

  test('come before the queues that would shape their packets first', async () => {
    open('81700001', '10.1.0.1');
    const client = await connect();
    const own = { name: 'trunkline-81700001', targets: ['10.1.0.1/32'], comment: 'trunkline' };
    await simpleQueues.add(client, own);
    await reconcileZones(client, desired);
    const names = async () => (await simpleQueues.list(client)).map(({ name }) => name);
    const order = await names();
    expect(order.indexOf('trunkline-81700001-cdn')).toBeLessThan(order.indexOf('<pppoe-81700001>'));
    expect(order.indexOf('trunkline-81700001-cdn')).toBeLessThan(order.indexOf('trunkline-81700001'));
    const present = (await simpleQueues.list(client)).find(({ name }) => name === 'trunkline-81700001');
    await simpleQueues.remove(client, [present!.id]);
    const [first] = await simpleQueues.list(client);
    await simpleQueues.add(client, own, { placeBefore: first!.id });
    expect((await names())[0]).toBe('trunkline-81700001');
    await reconcileZones(client, desired);
    expect((await names())[0]).toBe('trunkline-81700001-cdn');
  });

  test('what others have made is never changed or removed, whatever it is called', async () => {
    const { state } = device;
    const list = { list: 'trunkline-zone-old', address: '192.0.2.99' };
    state.table('/ip/firewall/address-list').add({ ...list, comment: 'mine' });
    state.table('/ip/firewall/address-list').add({ list: 'vip', address: '192.0.2.98' });
    state
      .table('/ip/firewall/mangle')
      .add({ chain: 'forward', action: 'mark-packet', 'new-packet-mark': 'voip' });
    state.queues.table.add({ name: 'office', target: '10.1.0.1/32', 'max-limit': '1000/1000' });
    const others = held(device);
    const client = await connect();
    await reconcileZones(client, desired);
    expect(held(device)).toEqual(expect.arrayContaining(others));
    await reconcileZones(client, nothing);
    expect(held(device)).toEqual(others);
  });

  test('that are no longer wanted go, and a rate that somebody changed comes back', async () => {
    const client = await connect();
    await reconcileZones(client, desired);
    const [first] = await simpleQueues.list(client, { where: { name: 'trunkline-81700001-cdn' } });
    await simpleQueues.set(client, { id: first!.id, input: { maxLimit: { uploadBps: 1, downloadBps: 1 } } });
    await reconcileZones(client, { ...desired, queues: [desired.queues[0]!] });
    const queues = await simpleQueues.list(client);
    expect(queues.map(({ name, maxLimit }) => [name, maxLimit])).toEqual([
      ['trunkline-81700001-cdn', { uploadBps: 4_000_000, downloadBps: 8_000_000 }],
    ]);
  });

  test('are brought in pieces, so that a router has time for its subscribers', async () => {
    const client = await connect();
    expect(await reconcileZones(client, desired, { maxChanges: 4 })).toMatchObject({
      changes: 4,
      isInStep: false,
    });
    expect(await reconcileZones(client, desired, { maxChanges: 7 })).toMatchObject({ isInStep: true });
  });
});

describe('E4: a router that loses its power in the middle', () => {
  const later: DesiredZones = {
    zones: [{ key: 'cdn', prefixes: ['198.51.100.0/25'] }],
    queues: [queue('81700002', '10.1.0.2', 4_000_000)],
  };

  test.each(['before', 'after'] as const)('%s any command is brought to the same state', async (when) => {
    const expected = await whole([desired, later]);
    await device.stop();
    let deaths = 0;
    for (let atCommand = 1; ; atCommand++) {
      device = await startTestRouter();
      await reconcileZones(await connect(), desired);
      device.dropConnections();
      device.setFaults({ dies: { atCommand, when } });
      const isOver = await surviving(await connect(), later);
      device.setFaults({ dies: undefined });
      await device.powerOn();
      const client = await connect();
      await reconcileZones(client, later);
      expect(held(device).toSorted()).toEqual(expected);
      await device.stop();
      if (isOver) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(10);
  });
});

async function surviving(client: RouterosCaller, wanted: DesiredZones): Promise<boolean> {
  try {
    await reconcileZones(client, wanted);
    return true;
  } catch {
    return false;
  }
}

async function whole(steps: readonly DesiredZones[]): Promise<string[]> {
  const client = await connect();
  for (const step of steps) await reconcileZones(client, step);
  return held(device).toSorted();
}
