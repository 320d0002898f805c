import { AcctSessionId } from '@trunkline/radius';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EnforcementWorld, gigabyte, slow, type Online, type PlayedNas } from './enforcement-world.ts';
import { coaPortOf, runCoaTest } from './nas-changes.ts';

let world: EnforcementWorld;
beforeAll(async () => {
  world = await EnforcementWorld.create();
});
afterAll(() => world.close());

async function manyOnline(nas: PlayedNas, count: number): Promise<Online[]> {
  const online: Online[] = [];
  for (let i = 0; i < count; i++) online.push(await world.online(nas));
  await world.settle();
  return online;
}

/** All of them cross the day's threshold; nobody has acted on it yet. */
async function cross(online: readonly Online[]): Promise<void> {
  const atS = world.elapsedS() + 1;
  for (const one of online)
    await world.tell(one, { status: 'Interim-Update', atS, download: 11n * gigabyte });
}

function ordersBySession({ router }: PlayedNas): Record<string, number> {
  const orders: Record<string, number> = {};
  for (const request of router.requests) {
    const id = request.get(AcctSessionId)!;
    orders[id] = (orders[id] ?? 0) + 1;
  }
  return orders;
}

const once = (online: readonly Online[]) =>
  Object.fromEntries(online.map(({ acctSessionId }) => [acctSessionId, 1]));

test('a router that is silent delays no other', async () => {
  const [dead, well] = [await world.nas(), await world.nas({ hasApi: true })];
  dead.router.coaMode = 'silent';
  const [lost, anna] = [await world.online(dead), await world.online(well)];
  await world.settle();
  await cross([lost, anna]);
  const patient = { initialMs: 700, maxWaitMs: 700, maxAttempts: 2, maxTotalMs: 1_400 };
  const reconciler = world.newReconciler({ retransmission: patient });
  await reconciler.decide();
  let isOver = false;
  const turns = reconciler.enforce(new AbortController().signal).then(() => (isOver = true));
  await expect.poll(() => world.terms(anna)).toMatchObject({ state: 'in_step', applied: slow });
  expect(isOver).toBe(false);
  await turns;
  expect(await world.terms(lost)).toMatchObject({
    state: 'pending',
    steps: expect.arrayContaining(['coa timed_out']),
  });
});

test('a router that was away for an hour gets what it missed, once', async () => {
  const nas = await world.nas();
  const online = await manyOnline(nas, 8);
  nas.router.coaMode = 'silent';
  await cross(online);
  for (let minute = 0; minute < 60; minute += 5) {
    await world.settle();
    world.clock.advance(300_000);
  }
  const asked = nas.router.requests.length;
  // Three unanswered ones at first, all of which may have been on their way; then one now and then.
  expect(asked).toBeLessThan(8 * 2 * 4);
  nas.router.coaMode = 'obey';
  nas.router.requests.length = 0;
  for (let look = 0; look < 3; look++) {
    await world.settle();
    world.clock.advance(1_000);
  }
  expect(world.faults).toEqual([]);
  expect(ordersBySession(nas)).toEqual(once(online));
  for (const one of online) expect(await world.terms(one)).toMatchObject({ state: 'claimed', rung: 'coa' });
});

test('two workers never send the same order twice', async () => {
  const nas = await world.nas();
  const online = await manyOnline(nas, 20);
  await cross(online);
  const workers = [world.newReconciler(), world.newReconciler(), world.newReconciler()];
  await Promise.all(workers.map((worker) => world.settle(worker)));
  await Promise.all(workers.map((worker) => world.settle(worker)));
  expect(world.faults).toEqual([]);
  expect(ordersBySession(nas)).toEqual(once(online));
});

test('no answer on a port while packets come is told from a router that is away', async () => {
  const nas = await world.nas({ coaPort: 9 });
  const online = await manyOnline(nas, 3);
  await cross(online);
  await world.settle();
  world.clock.advance(20_000);
  const atS = world.elapsedS();
  await world.tell(online[0]!, { status: 'Interim-Update', atS, download: 11n * gigabyte });
  for (let look = 0; look < 4; look++) {
    await world.settle();
    world.clock.advance(1_500);
  }
  const seen = await world.terms(online[0]!);
  expect(seen).toMatchObject({ state: 'failed' });
  expect(await world.details(online[0]!)).toContainEqual(
    expect.stringContaining('does not answer on port 9'),
  );
});

test('a test of CoA changes nothing and learns the port that answers', async () => {
  const nas = await world.nas({ coaPort: 9, listensOn: 1700 });
  await manyOnline(nas, 1);
  const before = nas.router.rates();
  const { result } = await runCoaTest(world, nas, { storesPort: true });
  expect(result).toMatchObject({ finding: 'works', port: 1700, hasStoredPort: true });
  expect(result!.tries[0]).toMatchObject({ port: 9, outcome: 'timed_out' });
  expect(nas.router.rates()).toEqual(before);
  expect(await coaPortOf(world, nas)).toBe(1700);
});
