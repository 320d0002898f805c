import { uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markCredited } from '../../src/modules/enforcement/index.ts';
import { creditFree } from '../../src/modules/quota/index.ts';
import { EnforcementWorld, full, gigabyte, slow } from './enforcement-world.ts';

let world: EnforcementWorld;
beforeAll(async () => {
  world = await EnforcementWorld.create();
});
afterAll(() => world.close());

test('who was slowed by bytes that turn out to be free gets the full speed back at once', async () => {
  const anna = await world.online(await world.nas());
  await world.settle();
  await world.tell(anna, { status: 'Interim-Update', atS: world.elapsedS() + 1, download: 11n * gigabyte });
  await world.settle();
  expect(await world.terms(anna)).toMatchObject({ desired: { downloadBps: slow.downloadBps } });

  const nowMs = world.clock.now();
  const { tenantId } = world.tenant;
  const free = { sessionId: uuidv7(), zoneId: uuidv7(), downloadBytes: 3_000_000_000, uploadBytes: 0 };
  const traffic = [{ tenantId, subscriberId: anna.subscriberId, ...free, fromMs: nowMs, atMs: nowMs }];
  await world.database.as('worker').acrossTenants(async (tx) => {
    await creditFree(tx, traffic, { nowMs });
    await markCredited(tx, traffic);
  });
  await world.settle();
  expect(await world.terms(anna)).toMatchObject({ desired: { downloadBps: full.downloadBps } });
  expect(world.faults).toEqual([]);
});
