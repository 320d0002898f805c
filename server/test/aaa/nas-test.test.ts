import { cryptoRandom, systemClock } from '@trunkline/kit';
import { Code, PacketBuilder, RadiusClient, UserName } from '@trunkline/radius';
import { createNasFleet, type NasFleet } from '@trunkline/simulators';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { routes } from '../../src/modules/enforcement/routes.ts';
import { testNas } from '../../src/modules/enforcement/index.ts';
import { nasSecretBinding } from '../../src/modules/nas/index.ts';
import { startJobRunner, type JobRunner } from '../../src/platform/jobs/index.ts';
import { createLog } from '../../src/platform/log/index.ts';
import { createTestApi, type TestApi } from '../support/test-api.ts';
import { RadiusHouse } from './radius-house.ts';

const log = createLog({ name: 'test', level: 'silent', clock: systemClock, write: () => {}, asText: false });
const waiting = { timeout: 20_000, interval: 50 };
let house: RadiusHouse;
let api: TestApi;
let jobs: JobRunner;
let fleet: NasFleet;
let tenantId: string;
let strangers: string;

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('north');
  strangers = await house.addTenant('south');
  const server = { address: '127.0.0.1', authPort: 1, acctPort: 1 };
  fleet = await createNasFleet({ seed: 5, routers: 4, subscribers: 1, server, firstAddress: '127.0.80.1' });
  const deps = {
    database: house.database.as('worker'),
    sealer: house.keys.sealer,
    clock: systemClock,
    random: cryptoRandom,
    openClient: () => new RadiusClient(),
    retransmission: { initialMs: 100, maxWaitMs: 100, maxAttempts: 2, maxTotalMs: 200 },
  };
  jobs = startJobRunner({
    url: house.database.urls.worker,
    log,
    concurrency: 2,
    tasks: { 'test-nas': (payload) => testNas(deps, payload) },
  });
  const database = house.database.as('api');
  api = await createTestApi(routes({ database, clock: systemClock, random: cryptoRandom }));
});

afterAll(async () => {
  await jobs.stop();
  await fleet.close();
  await api.close();
  await house.tearDown();
});

/** Enters a router of the fleet; with `secret` the two do not agree. */
async function enter(
  index: number,
  { secret, prefix }: { secret?: string; prefix?: string } = {},
): Promise<string> {
  const router = fleet.routers[index]!;
  const id = await house.addNas(tenantId, { prefix: prefix ?? `${router.address}/32` });
  const text = secret ?? router.secret;
  const secretSealed = house.keys.sealer.seal(Buffer.from(text), nasSecretBinding({ tenantId, id }));
  await house.inTenant(tenantId, (tx) =>
    tx.updateTable('nas.nas').set({ coaPort: router.coaPort, secretSealed }).where('id', '=', id).execute(),
  );
  return id;
}

/** The checks by name, as the page gets them. */
async function tested(
  nasId: string,
): Promise<Record<string, { status: string; finding: string; facts: object }>> {
  const asked = await api.call(`POST /api/nas/${nasId}/test`, { tenantId });
  expect(asked.status).toBe(202);
  const done = await vi.waitFor(async () => {
    const { data } = (await api.call(`GET /api/nas-tests/${asked.body.data.id}`, { tenantId })).body;
    expect(data.finishedAt).not.toBeNull();
    return data;
  }, waiting);
  return Object.fromEntries(done.checks.map((check: { name: string }) => [check.name, check]));
}

describe('a test of a NAS', () => {
  test('that takes orders and agrees on the secret proves both by its refusal', async () => {
    const { orders, heard } = await tested(await enter(0));
    expect(orders).toMatchObject({ status: 'ok', finding: 'as_expected', facts: { errorCause: 503 } });
    expect(heard).toMatchObject({ status: 'bad', finding: 'never' });
  });

  test('says that orders get no answer, whether the router is silent or holds another secret', async () => {
    fleet.setCoaMode(1, 'silent');
    expect((await tested(await enter(1))).orders).toMatchObject({ status: 'bad', finding: 'no_answer' });
    const other = await enter(2, { secret: 'not-the-one-of-the-router' });
    expect((await tested(other)).orders).toMatchObject({ status: 'bad', finding: 'no_answer' });
  });

  test('does not trust a router that says yes to ending what is not there', async () => {
    fleet.setCoaMode(3, 'ignore');
    expect((await tested(await enter(3))).orders).toMatchObject({ status: 'warn', finding: 'acknowledged' });
  });

  test('sends no order to a prefix that was never heard from', async () => {
    const id = await enter(0, { prefix: '127.0.81.0/24' });
    expect((await tested(id)).orders).toMatchObject({ status: 'unknown', finding: 'no_address' });
  });

  test('names the secret when packets of the NAS were made with another', async () => {
    const id = await enter(0, { prefix: '127.0.82.0/24' });
    await house.start();
    const request = new PacketBuilder(Code.AccountingRequest).add(UserName, 'anna');
    await house.send(request, 'acct', { localAddress: '127.0.82.5', secret: 'another-secret-altogether' });
    await house.stop();
    const { secret, heard, orders } = await tested(id);
    expect(secret).toMatchObject({ status: 'bad', finding: 'differs' });
    expect(heard).toMatchObject({ status: 'ok', facts: { address: '127.0.82.5' } });
    // It was heard, so there is somebody to ask; nobody listens there.
    expect(orders).toMatchObject({ finding: 'no_answer', facts: { address: '127.0.82.5' } });
  });

  test('asked for twice at once is one, is nothing to another tenant, and needs its right', async () => {
    const id = await enter(0, { prefix: '127.0.83.0/24' });
    const ask = () => api.call(`POST /api/nas/${id}/test`, { tenantId });
    await jobs.stop();
    const [first, second] = [await ask(), await ask()];
    expect(second.body.data.id).toBe(first.body.data.id);
    expect((await api.call(`POST /api/nas/${id}/test`, { tenantId: strangers })).status).toBe(404);
    expect((await api.call(`GET /api/nas-tests/${first.body.data.id}`, { tenantId: strangers })).status).toBe(
      404,
    );
    expect((await api.call(`POST /api/nas/${id}/test`, { tenantId, permissions: ['nas.read'] })).status).toBe(
      403,
    );
  });
});
