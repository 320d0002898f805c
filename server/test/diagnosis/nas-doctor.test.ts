import { cryptoRandom, systemClock } from '@trunkline/kit';
import { Code, PacketBuilder, RadiusClient, UserName } from '@trunkline/radius';
import type { RouterosDeviceOptions } from '@trunkline/simulators';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runNasDoctor } from '../../src/modules/diagnosis/index.ts';
import { nasSecretBinding } from '../../src/modules/nas/index.ts';
import { startJobRunner, type JobRunner } from '../../src/platform/jobs/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { secret as houseSecret } from '../aaa/radius-house.ts';
import { nasSecret } from '../accounting/accounting-world.ts';
import { PlayedRouter } from '../enforcement/played-router.ts';
import { routerUser } from '../support/test-router.ts';
import { OfflineHouse, type LineUnderTest } from './offline-house.ts';
import { pasteLines, routerAdmin } from './paste-line.ts';

let world: OfflineHouse;
let jobs: JobRunner;
const log = createLog({ name: 'test', level: 'silent', clock: systemClock, write: () => {}, asText: false });
const serverAddress = '192.0.2.7';
const update = '/system package update download';

beforeAll(async () => {
  world = await OfflineHouse.build();
  await world.set('radius.serverAddress', serverAddress);
  const deps = {
    database: world.house.database.as('worker'),
    sealer: world.house.keys.sealer,
    clock: world.clock,
    random: cryptoRandom,
    openClient: () => new RadiusClient(),
    retransmission: { initialMs: 60, maxWaitMs: 60, maxAttempts: 2, maxTotalMs: 150 },
  };
  jobs = startJobRunner({
    url: world.house.database.urls.worker,
    log,
    concurrency: 2,
    tasks: { 'nas-doctor': (payload) => runNasDoctor(deps, payload) },
  });
});
afterAll(async () => {
  await jobs.stop();
  await world.tearDown();
});

const admin = { ...routerAdmin, mayWrite: true };

/** A router as the set-up script leaves it, on which one thing may then be wrong. */
async function setUp(options: Partial<RouterosDeviceOptions> = {}): Promise<LineUnderTest> {
  const router = await world.router({ users: [routerUser, admin], version: '7.18.2', ...options });
  const { state } = router.device!;
  state.table('/radius').add({
    comment: 'trunkline',
    address: serverAddress,
    service: 'ppp',
    secret: houseSecret,
    timeout: '3s',
    'authentication-port': '1812',
    'accounting-port': '1813',
  });
  const servers = state.table('/interface/pppoe-server/server');
  if (servers.items.length === 0) servers.add({ interface: 'ether2', disabled: 'false' });
  state.table('/user/group').add({ name: 'trunkline', policy: 'api,read,write,test,!policy' });
  const own = state.table('/user').items.find(({ fields }) => fields['name'] === routerUser.name)!;
  if (own.fields['group'] === 'full') state.table('/user').set(own, { group: 'trunkline' });
  await world.changeNas(router.nasId, { coaPort: 1700 });
  return router;
}

interface Check {
  code: string;
  state: string;
  finding: string;
  lineToPaste: string | null;
  holdsSecret: boolean;
}

/** The checks by their code. */
async function examine({ nasId }: LineUnderTest): Promise<Record<string, Check>> {
  const { tenantId, api } = world;
  const asked = await api.call(`POST /api/nas/${nasId}/doctor`, { tenantId });
  expect(asked.status).toBe(202);
  const run = await vi.waitFor(
    async () => {
      const { data } = (await api.call(`GET /api/nas/${nasId}/doctor`, { tenantId })).body;
      expect(data.finishedAt).not.toBeNull();
      return data;
    },
    { timeout: 20_000, interval: 50 },
  );
  return Object.fromEntries(run.checks.map((check: Check) => [check.code, check]));
}

/** The line of a check, with its secret where it has one, pasted into the router. */
async function paste(router: LineUnderTest, check: Check | undefined): Promise<void> {
  const { tenantId, api } = world;
  let line = check!.lineToPaste!;
  if (check!.holdsSecret) {
    const { data } = (await api.call(`GET /api/nas/${router.nasId}/doctor/lines`, { tenantId })).body;
    line = data.find(({ code }: { code: string }) => code === check!.code).line;
  }
  await pasteLines(router.device!, line);
}

test('a router that is set up well passes every check that its API can tell', async () => {
  const checks = await examine(await setUp());
  for (const code of ['rights', 'version', 'clock', 'radius_client', 'ppp'])
    expect(checks[code], code).toMatchObject({ state: 'ok', lineToPaste: null });
  // Its test connection is without TLS, which is told and cannot be mended by a line.
  expect(checks['api']).toMatchObject({ state: 'warn', finding: 'without_tls' });
  expect(checks['heard']).toMatchObject({ state: 'fail', finding: 'never' });
});

describe('what is wrong is named, and the line that is pasted mends it:', () => {
  test.each([
    {
      fault: 'a clock that a power cut set back',
      code: 'clock',
      finding: 'wrong',
      options: { faults: { clockErrorMs: -86_400_000 } },
      break: () => {},
    },
    {
      fault: 'no CoA accepted',
      code: 'ppp',
      finding: 'incoming_off',
      break: ({ state }) => void (state.setting('/radius/incoming')['accept'] = 'false'),
    },
    {
      fault: 'CoA on another port',
      code: 'ppp',
      finding: 'incoming_elsewhere',
      break: ({ state }) => void (state.setting('/radius/incoming')['port'] = '3799'),
    },
    {
      fault: 'PPP that asks no RADIUS',
      code: 'ppp',
      finding: 'radius_off',
      break: ({ state }) => void (state.setting('/ppp/aaa')['use-radius'] = 'false'),
    },
    {
      fault: 'PPP without accounting',
      code: 'ppp',
      finding: 'accounting_off',
      break: ({ state }) => void (state.setting('/ppp/aaa')['accounting'] = 'false'),
    },
    {
      fault: 'an API user that may only look',
      code: 'rights',
      finding: 'cannot_write',
      options: { users: [{ ...routerUser, mayWrite: false }, admin] },
      break: () => {},
    },
    {
      fault: 'an API user that may make other users',
      code: 'rights',
      finding: 'more_than_needed',
      break: ({ state }) => {
        const group = state.table('/user/group').items.find(({ fields }) => fields['name'] === 'trunkline')!;
        state.table('/user/group').set(group, { policy: 'api,read,write,test,policy,sensitive' });
      },
    },
    {
      fault: 'other RADIUS ports',
      code: 'radius_client',
      finding: 'other_ports',
      break: ({ state }) => {
        const { table, entry } = radiusOf(state);
        table.set(entry, { 'authentication-port': '1645' });
      },
    },
    {
      fault: 'an entry that is disabled',
      code: 'radius_client',
      finding: 'disabled',
      break: ({ state }) => {
        const { table, entry } = radiusOf(state);
        table.set(entry, { disabled: 'yes' });
      },
    },
    {
      fault: 'no entry for this server',
      code: 'radius_client',
      finding: 'no_entry',
      break: ({ state }) => {
        const { table, entry } = radiusOf(state);
        table.remove(entry);
      },
    },
    {
      fault: 'too little patience',
      code: 'radius_client',
      finding: 'impatient',
      break: ({ state }) => {
        const { table, entry } = radiusOf(state);
        table.set(entry, { timeout: '300ms' });
      },
    },
  ] as {
    fault: string;
    code: string;
    finding: string;
    options?: Partial<RouterosDeviceOptions>;
    break: (device: NonNullable<LineUnderTest['device']>) => void;
  }[])('$fault', async ({ code, finding, options, break: breakIt }) => {
    const router = await setUp(options);
    breakIt(router.device!);
    const { [code]: found } = await examine(router);
    expect(found).toMatchObject({ finding });
    expect(['fail', 'warn']).toContain(found!.state);
    await paste(router, found);
    const { [code]: mended } = await examine(router);
    expect(mended).toMatchObject({ state: 'ok', lineToPaste: null });
  });

  test('another secret than ours', async () => {
    const router = await setUp();
    const { table, entry } = radiusOf(router.device!.state);
    table.set(entry, { secret: 'one-that-somebody-mistyped' });
    const ask = (): Promise<unknown> =>
      world.house.send(new PacketBuilder(Code.AccountingRequest).add(UserName, 'anna'), 'acct', {
        localAddress: router.address,
        secret: entry.fields['secret']!,
      });
    await vi.waitFor(
      async () => {
        await ask();
        expect(await examine(router)).toMatchObject({ secret: { state: 'fail', finding: 'differs' } });
      },
      { timeout: 30_000, interval: 500 },
    );
    const { secret } = await examine(router);
    expect(secret).toMatchObject({ holdsSecret: true });
    expect(secret!.lineToPaste).not.toContain(houseSecret);
    await paste(router, secret);
    expect(entry.fields['secret']).toBe(houseSecret);
    await vi.waitFor(
      async () => {
        // Packets are counted by the minute: what is right must come in a later one than what was wrong.
        world.clock.advance(60_000);
        await ask();
        expect((await examine(router))['secret']!.finding).toBe('differed');
      },
      { timeout: 30_000, interval: 500 },
    );
  });
});

test.each([
  { version: '6.40.9', state: 'fail', finding: 'ancient', lineToPaste: update },
  { version: '7.4.1', state: 'fail', finding: 'early_seven', lineToPaste: update },
  { version: '7.12.1', state: 'warn', finding: 'unsigned', lineToPaste: update },
  // No update within RouterOS 6 mends it.
  { version: '6.49.10', state: 'warn', finding: 'unsigned', lineToPaste: null },
])('RouterOS $version is told to be $finding', async ({ version, ...told }) => {
  const { version: found } = await examine(await setUp({ version }));
  expect(found).toMatchObject(told);
});

describe('no line takes away what others need:', () => {
  test('a person’s user that the API signs in with keeps the rights of its group', async () => {
    const router = await setUp();
    const { state } = router.device!;
    const own = state.table('/user').items.find(({ fields }) => fields['name'] === routerUser.name)!;
    state.table('/user/group').add({ name: 'people', policy: 'api,read,write,test,winbox,ssh,policy' });
    state.table('/user').set(own, { group: 'people' });
    const { rights } = await examine(router);
    expect(rights).toMatchObject({ state: 'warn', finding: 'more_than_needed', lineToPaste: null });
  });

  test('an address that nobody has set replaces none', async () => {
    await world.set('radius.serverAddress', null);
    try {
      const router = await setUp();
      const { table, entry } = radiusOf(router.device!.state);
      const { radius_client: well } = await examine(router);
      expect(well).toMatchObject({ state: 'ok' });
      table.set(entry, { timeout: '300ms' });
      const { radius_client: impatient } = await examine(router);
      expect(impatient!.lineToPaste).not.toMatch(/ address=/);
      table.set(entry, { comment: 'by hand' });
      const { radius_client: whose } = await examine(router);
      expect(whose).toMatchObject({ state: 'unknown', finding: 'address_unknown', lineToPaste: null });
    } finally {
      await world.set('radius.serverAddress', serverAddress);
    }
  });

  test('an entry made by hand is changed where it is', async () => {
    const router = await setUp();
    const { table, entry } = radiusOf(router.device!.state);
    table.set(entry, { comment: 'by hand', timeout: '300ms' });
    const { radius_client: found } = await examine(router);
    expect(found).toMatchObject({ finding: 'impatient' });
    await paste(router, found);
    expect((await examine(router))['radius_client']).toMatchObject({ state: 'ok' });
  });

  test('a router of hotspots alone need not ask RADIUS for PPP', async () => {
    const router = await setUp();
    const { state } = router.device!;
    const servers = state.table('/interface/pppoe-server/server');
    for (const server of [...servers.items]) servers.remove(server);
    state.setting('/ppp/aaa')['use-radius'] = 'false';
    expect((await examine(router))['ppp']).toMatchObject({ state: 'ok', finding: 'not_served' });
  });
});

test.each([
  {
    what: 'is off',
    break: (r: LineUnderTest) => r.device!.powerOff(),
    finding: 'refused',
    line: '/ip service set [find where name="api"] disabled=no port=',
  },
  {
    what: 'refuses our password',
    break: async (r: LineUnderTest) => r.device!.setFaults({ refusesLogins: true }),
    finding: 'wrong_password',
    line: '/user set [find where name="trunkline"] password=<API password> disabled=no',
  },
])('an API that $what says so, with the line that opens it', async ({ break: breakIt, finding, line }) => {
  const router = await setUp();
  await breakIt(router);
  const { api } = await examine(router);
  expect(api).toMatchObject({ state: 'fail', finding });
  expect(api!.lineToPaste).toContain(line);
});

test('a router that answers orders takes CoA, and one that is silent does not', async () => {
  const played = await PlayedRouter.start('127.45.0.1', { coaPort: 0 });
  const nasId = await world.house.addNas(world.tenantId, { prefix: '127.45.0.1/32' });
  const { tenantId, house } = world;
  await world.changeNas(nasId, {
    coaPort: played.coaPort,
    secretSealed: house.keys.sealer.seal(Buffer.from(nasSecret), nasSecretBinding({ tenantId, id: nasId })),
  });
  const router = { nasId, address: '127.45.0.1', device: undefined };
  expect((await examine(router))['coa']).toMatchObject({ state: 'ok' });
  await played.close();
  expect((await examine(router))['coa']).toMatchObject({
    state: 'fail',
    finding: 'no_answer',
    lineToPaste: `/radius incoming set accept=yes port=${played.coaPort}`,
  });
});

test('the list tells the worst of each NAS; strangers and the unentitled learn nothing', async () => {
  const { api, tenantId, house } = world;
  const router = await setUp({ faults: { clockErrorMs: 3_600_000 } });
  await examine(router);
  const { data } = (await api.call('GET /api/nas-doctor', { tenantId })).body;
  const own = data.find(({ nasId }: { nasId: string }) => nasId === router.nasId);
  expect(own).toMatchObject({ state: 'fail' });
  expect(own.failing.map(({ code }: { code: string }) => code)).toContain('clock');
  const strangers = await house.addTenant('strangers');
  expect((await api.call('GET /api/nas-doctor', { tenantId: strangers })).body.data).toEqual([]);
  for (const request of [`GET /api/nas/${router.nasId}/doctor`, `POST /api/nas/${router.nasId}/doctor`])
    expect((await api.call(request, { tenantId: strangers })).status).toBe(404);
  const unentitled = { tenantId, permissions: ['nas.read', 'nas.test'] };
  expect((await api.call(`GET /api/nas/${router.nasId}/doctor/lines`, unentitled)).status).toBe(403);
});

function radiusOf(state: NonNullable<LineUnderTest['device']>['state']) {
  const table = state.table('/radius');
  return { table, entry: table.items.find(({ fields }) => fields['comment'] === 'trunkline')! };
}
