import { Code, PacketBuilder, UserName } from '@trunkline/radius';
import type { RouterosDeviceOptions } from '@trunkline/simulators';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { nasSecretBinding } from '../../src/modules/nas/index.ts';
import { secret as houseSecret } from '../aaa/radius-house.ts';
import { nasSecret } from '../accounting/accounting-world.ts';
import { PlayedRouter } from '../enforcement/played-router.ts';
import { routerUser } from '../support/test-router.ts';
import { DoctorHouse, radiusOf } from './doctor-house.ts';
import type { LineUnderTest, OfflineHouse } from './offline-house.ts';
import { routerAdmin } from './paste-line.ts';

let house: DoctorHouse;
let world: OfflineHouse;

beforeAll(async () => {
  house = await DoctorHouse.open();
  world = house.world;
});
afterAll(() => house.close());

const setUp: DoctorHouse['setUp'] = (options) => house.setUp(options);
const examine: DoctorHouse['examine'] = (router) => house.examine(router);
const paste: DoctorHouse['paste'] = (router, check) => house.paste(router, check);

const admin = { ...routerAdmin, mayWrite: true };
const update = '/system package update download';

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
