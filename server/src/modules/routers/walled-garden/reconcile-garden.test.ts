import { RouterosClient } from '@trunkline/routeros';
import type { RouterosDevice } from '@trunkline/simulators';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { routerUser, startTestRouter } from '../../../../test/support/test-router.ts';
import { gardenRules, type RouterGardenEntry } from './garden-rules.ts';
import { reconcileGarden } from './reconcile-garden.ts';

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
  const address = { host: '127.0.0.1', port: device.port };
  const client = await RouterosClient.connect({ ...address, username, password, timeoutMs: 5_000 });
  clients.push(client);
  return client;
}

const entry = (change: Partial<RouterGardenEntry>): RouterGardenEntry => ({
  host: null,
  prefix: null,
  protocol: null,
  port: null,
  ...change,
});
const wanted = gardenRules([
  entry({ host: 'pay.example.com' }),
  entry({ host: '*.bank.example' }),
  entry({ prefix: '198.51.100.0/24' }),
  entry({ prefix: '203.0.113.7/32', protocol: 'tcp', port: 443 }),
  entry({ prefix: '2001:db8::/32' }),
]);
const menus = ['/ip/hotspot/walled-garden', '/ip/hotspot/walled-garden/ip'];

/** What a router holds, without ids and what it counts by itself. */
function held({ state }: RouterosDevice): string[] {
  return menus.flatMap((path) =>
    state.table(path).items.map(({ fields: { hits: _hits, ...fields } }) => {
      const words = Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1));
      return `${path} ${words.map(([name, value]) => `${name}=${value}`).join(' ')}`;
    }),
  );
}

const ours = 'comment=trunkline disabled=false';
const whole = [
  `/ip/hotspot/walled-garden action=allow ${ours} dst-host=*.bank.example`,
  `/ip/hotspot/walled-garden/ip action=accept ${ours} dst-address=198.51.100.0/24`,
  `/ip/hotspot/walled-garden/ip action=accept ${ours} dst-address=203.0.113.7 dst-port=443 protocol=tcp`,
  `/ip/hotspot/walled-garden/ip action=accept ${ours} dst-host=pay.example.com`,
];

describe('the walled garden of a router', () => {
  test('is brought to what is wanted, read back, and left alone from then on', async () => {
    const client = await connect();
    expect(await reconcileGarden(client, wanted)).toEqual({ changes: 4, isInStep: true });
    expect(held(device).toSorted()).toEqual(whole);
    device.record.clear();
    expect(await reconcileGarden(client, wanted)).toEqual({ changes: 0, isInStep: true });
    expect(device.record.commands.every(([command]) => command!.endsWith('/print'))).toBe(true);
  });

  test('what others have made is never changed or removed, and what is wanted no more goes', async () => {
    device.state.table(menus[0]!).add({ 'dst-host': 'theirs.example', comment: 'mine' });
    device.state.table(menus[1]!).add({ 'dst-address': '192.0.2.1', action: 'accept' });
    const others = held(device);
    const client = await connect();
    await reconcileGarden(client, wanted);
    expect(held(device)).toEqual(expect.arrayContaining(others));
    expect(await reconcileGarden(client, gardenRules([]))).toEqual({ changes: 4, isInStep: true });
    expect(held(device)).toEqual(others);
  });

  test('E4: of a router that loses its power at any command is brought to the same state', async () => {
    const later = gardenRules([entry({ host: 'pay.example.com' }), entry({ prefix: '198.51.100.0/25' })]);
    await reconcileGarden(await connect(), later);
    const expected = held(device).toSorted();
    await device.stop();
    let deaths = 0;
    for (let atCommand = 1; ; atCommand++) {
      device = await startTestRouter();
      await reconcileGarden(await connect(), wanted);
      device.dropConnections();
      device.setFaults({ dies: { atCommand, when: 'after' } });
      const isOver = await reconcileGarden(await connect(), later).then(
        () => true,
        () => false,
      );
      device.setFaults({ dies: undefined });
      await device.powerOn();
      await reconcileGarden(await connect(), later);
      expect(held(device).toSorted()).toEqual(expected);
      if (isOver) break;
      deaths++;
      await device.stop();
    }
    expect(deaths).toBeGreaterThan(5);
  });
});
