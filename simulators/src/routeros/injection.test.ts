import {
  addressLists,
  addressPools,
  endHotspotSession,
  endPppSession,
  hotspotUsers,
  listPppActive,
  mangleRules,
  monitorTraffic,
  ping,
  pppProfiles,
  pppSecrets,
  radiusEntries,
  RouterosClient,
  RouterosTrap,
  simpleQueues,
  treeQueues,
  type Field,
} from '@trunkline/routeros';
import { faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hostilePayloads, PAYLOADS } from './hostile-text.fixture.ts';
import { startRouterosDevice, type RouterosDevice } from './routeros-device.ts';

/** The part of a menu that this looks at: whatever its fields are typed as, they get text. */
interface AnyMenu {
  readonly path: string;
  readonly fields: Readonly<Record<string, Field<never>>>;
  add(client: RouterosClient, input: Record<string, unknown>): Promise<unknown>;
  set(client: RouterosClient, change: { id: string; input: Record<string, unknown> }): Promise<unknown>;
}

const menus = [
  addressLists,
  addressPools,
  hotspotUsers,
  mangleRules,
  pppProfiles,
  pppSecrets,
  radiusEntries,
  simpleQueues,
  treeQueues,
] as unknown as AnyMenu[];
const fields = menus.flatMap((menu) => Object.keys(menu.fields).map((key) => [menu, key] as const));
const payloads = hostilePayloads(faultSeed('E2'));

let device: RouterosDevice;
let client: RouterosClient;

beforeAll(async () => {
  const user = { name: 'api', password: 'secret' };
  const listen = { address: '127.0.0.1', port: 0 };
  device = await startRouterosDevice({ seed: 1, listen, users: [user], version: '7.18.2' });
  // What is looked at is what arrives: nothing is to be added two hundred times.
  device.setFaults({ trap: { path: '/', message: 'looked at only', category: 4 } });
  const login = { username: user.name, password: user.password };
  client = await RouterosClient.connect({
    host: '127.0.0.1',
    port: device.port,
    ...login,
    timeoutMs: 10_000,
  });
});
afterAll(async () => {
  client.close();
  await device.stop();
});
beforeEach(() => device.record.clear());

/** True: it was sent and got its trap; false: it was refused before. */
async function isSent(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
  } catch (error) {
    if (error instanceof RangeError) return false;
    expect(error).toBeInstanceOf(RouterosTrap);
  }
  return true;
}

/** Fields that take a list get one of one member. */
const LISTS: ReadonlySet<string> = new Set(['ranges', 'dnsServers', 'services', 'targets', 'packetMarks']);

/** What arrived for each payload: nothing, or this one command. */
async function expectExactly(
  send: (payload: string) => Promise<unknown>,
  words: (payload: string) => string[],
): Promise<number> {
  let sent = 0;
  for (const payload of payloads) {
    device.record.clear();
    const wasSent = await isSent(send(payload));
    expect(device.record.commands, JSON.stringify(payload)).toEqual(wasSent ? [words(payload)] : []);
    if (wasSent) sent++;
  }
  return sent;
}

describe(`E2: ${PAYLOADS} payloads in every writable field arrive as one argument, or not at all`, () => {
  test.each(fields.map(([menu, key]) => [`${menu.path} ${key}`, menu, key] as const))(
    '%s',
    async (_, menu, key) => {
      const field = menu.fields[key]!;
      const valueOf = (payload: string): unknown => (LISTS.has(key) ? [payload] : payload);
      const textOf = (payload: string): string => field.format(valueOf(payload) as never);
      const added = await expectExactly(
        (payload) => menu.add(client, { [key]: valueOf(payload) }),
        (payload) => [`${menu.path}/add`, `=${field.name}=${textOf(payload)}`],
      );
      const set = await expectExactly(
        (payload) => menu.set(client, { id: '*1A', input: { [key]: valueOf(payload) } }),
        (payload) => [`${menu.path}/set`, '=.id=*1A', `=${field.name}=${textOf(payload)}`],
      );
      expect(set).toBe(added);
    },
  );

  test('text fields take every payload as it is', async () => {
    const sent = await expectExactly(
      (payload) => simpleQueues.add(client, { name: payload, comment: payload }),
      (payload) => ['/queue/simple/add', `=name=${payload}`, `=comment=${payload}`],
    );
    expect(sent).toBe(PAYLOADS);
    recordFigures('E2', {
      fields: fields.length,
      payloads: PAYLOADS,
      commands: fields.length * PAYLOADS * 2,
    });
  });

  test('ids, names in lists and hosts', async () => {
    const sent = [
      await expectExactly(
        (payload) => simpleQueues.remove(client, [payload]),
        (payload) => ['/queue/simple/remove', `=.id=${payload}`],
      ),
      await expectExactly(
        (payload) => simpleQueues.add(client, { name: 'x' }, { placeBefore: payload }),
        (payload) => ['/queue/simple/add', '=name=x', `=place-before=${payload}`],
      ),
    ];
    const ids = payloads.filter((payload) => /^\*[0-9A-F]+$/.test(payload)).length;
    expect(sent).toEqual([ids, ids]);
    await expectExactly(
      (payload) => monitorTraffic(client, [payload]),
      (payload) => [
        '/interface/monitor-traffic',
        `=interface=${payload}`,
        '=once=',
        '=.proplist=name,rx-bits-per-second,tx-bits-per-second',
      ],
    );
    await expectExactly(
      (payload) => ping(client, { address: payload, count: 1 }),
      (payload) => ['/tool/ping', `=address=${payload}`, '=count=1'],
    );
  });

  test('queries', async () => {
    const sent = await expectExactly(
      (payload) => listPppActive(client, { where: { name: payload } }),
      (payload) => [
        '/ppp/active/print',
        '=.proplist=.id,name,service,caller-id,address,uptime,session-id,radius',
        `?=name=${payload}`,
      ],
    );
    expect(sent).toBe(PAYLOADS);
  });
});

test('E2: a session of any name is found by it and by no other, and only it is removed', async () => {
  device.setFaults({ trap: undefined });
  for (const [index, userName] of payloads.entries()) {
    const line = { userName, callerId: '', demand: { uploadBps: 0, downloadBps: 0 } };
    device.open({ ...line, address: `10.0.${index >> 8}.${index & 255}`, sessionId: `8170${index}` });
  }
  for (const [index, name] of payloads.entries()) {
    expect(await endPppSession(client, { name, sessionId: `8170${index}` }), JSON.stringify(name)).toBe(true);
    expect([...device.state.sessions]).toHaveLength(PAYLOADS - index - 1);
    expect(await endHotspotSession(client, { user: name, address: '10.0.0.1' })).toBe(false);
  }
});
