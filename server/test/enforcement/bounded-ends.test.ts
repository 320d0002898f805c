import { afterAll, beforeAll, expect, test } from 'vitest';
import { EnforcementWorld, full, gigabyte, slow, type Online } from './enforcement-world.ts';
import { reachApiAt } from './nas-changes.ts';

let world: EnforcementWorld;
beforeAll(async () => {
  world = await EnforcementWorld.create();
});
afterAll(() => world.close());

let redials = 0;

/** Logs in again and is granted the full speed once more, whatever is wanted. */
async function redial(before: Online): Promise<Online> {
  await world.tell(before, { status: 'Stop', atS: world.elapsedS() + 5, download: 11n * gigabyte });
  const online = {
    ...before,
    acctSessionId: `8130000${++redials}`,
    startedS: world.elapsedS() + 5,
  };
  before.nas.router.open({
    userName: online.username,
    sessionId: online.acctSessionId,
    address: online.framedIp,
    rateLimit: `${full.uploadBps}/${full.downloadBps}`,
  });
  await world.tell(online, { status: 'Start', atS: online.startedS });
  await world.settle();
  return online;
}

test('whose logins never get what is wanted is not disconnected again and again', async () => {
  const nas = await world.nas({ order: ['disconnect'] });
  let anna = await world.online(nas);
  await world.settle();
  await world.tell(anna, { status: 'Interim-Update', atS: world.elapsedS() + 1, download: 11n * gigabyte });
  await world.settle();
  expect(await world.steps(anna)).toEqual(['disconnect acknowledged']);
  for (let ends = 2; ends <= 3; ends++) {
    anna = await redial(anna);
    expect(await world.steps(anna)).toEqual(['disconnect acknowledged']);
  }
  anna = await redial(anna);
  expect(await world.terms(anna)).toMatchObject({
    state: 'failed',
    desired: { downloadBps: slow.downloadBps },
    applied: { downloadBps: full.downloadBps },
    steps: ['disconnect failed'],
  });
  expect((await world.details(anna))[0]).toMatch(/ended 3 times within an hour/);
  expect(nas.router.session(anna.acctSessionId)).toBeDefined();
  expect(nas.router.requests).toHaveLength(3);

  // An hour later somebody may have mended what was wrong with the logins.
  world.clock.advance(3_700_000);
  await world.settle();
  expect(nas.router.requests).toHaveLength(4);
  expect(world.faults).toEqual([]);
});

test('a session at one router of a prefix is not looked for in the API of another', async () => {
  const nas = await world.nas({ hasApi: true, order: ['api', 'disconnect'] });
  const { router: other } = await world.nas();
  await reachApiAt(world, nas, other);
  const berta = await world.online(nas);
  await world.settle();
  await world.tell(berta, { status: 'Interim-Update', atS: world.elapsedS() + 1, download: 11n * gigabyte });
  await world.settle();
  expect(await world.steps(berta)).toEqual(['disconnect acknowledged']);
  expect(await world.closedBy(berta)).toBeNull();
  expect(world.faults).toEqual([]);
});
