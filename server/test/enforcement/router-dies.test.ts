import { afterAll, beforeAll, expect, test } from 'vitest';
import { EnforcementWorld, full, gigabyte, slow } from './enforcement-world.ts';

let world: EnforcementWorld;
beforeAll(async () => {
  world = await EnforcementWorld.create();
});
afterAll(() => world.close());

/** More commands than bringing one session to its terms takes: behind the last one nothing dies. */
const commands = [1, 2, 3, 4, 5, 6] as const;
const deaths = commands.flatMap((atCommand) =>
  (['before', 'after'] as const).map((when) => ({ atCommand, when })),
);

test.each(deaths)(
  'E4: a router that dies $when command $atCommand of a change ends with the same state, and the database claims no more than it showed',
  async (dies) => {
    const nas = await world.nas({ hasApi: true, order: ['api'] });
    const anna = await world.online(nas);
    await world.settle();
    await world.tell(anna, { status: 'Interim-Update', atS: world.elapsedS() + 1, download: 11n * gigabyte });
    nas.router.device.setFaults({ dies });
    await world.settle();
    const seen = await world.terms(anna);
    if (seen?.state === 'in_step') expect(nas.router.effective(anna.acctSessionId)).toEqual(slow);
    nas.router.device.setFaults({ dies: undefined });
    await nas.router.device.powerOn();
    nas.router.comeBack(anna.acctSessionId);
    for (let look = 0; look < 4; look++) {
      world.clock.advance(60_000);
      await world.settle();
    }
    expect(world.faults).toEqual([]);
    expect(await world.terms(anna)).toMatchObject({ state: 'in_step', applied: slow, appliedBy: 'api' });
    expect(nas.router.effective(anna.acctSessionId)).toEqual(slow);
    expect(await world.queuesOfOurs(nas)).toEqual([`trunkline-${anna.acctSessionId}`]);
    expect(full.downloadBps).not.toBe(slow.downloadBps);
  },
);
