import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pullBackDue, pullBackWork } from '../../src/modules/enforcement/index.ts';
import { EnforcementWorld, gigabyte } from './enforcement-world.ts';

const dayMs = 86_400_000;

let world: EnforcementWorld;
beforeAll(async () => {
  world = await EnforcementWorld.create();
});
afterAll(() => world.close());

/** Which transaction wrote the position last, and where it stands. */
async function position(): Promise<unknown> {
  const { rows } = await world.database
    .as('worker')
    .acrossTenants((tx) =>
      sql`select xmin::text, xmax::text, xid::text from enforcement.feed_position`.execute(tx),
    );
  return rows[0];
}

test('looks at a feed without news write nothing, and the next news is seen', async () => {
  const anna = await world.online(await world.nas());
  await world.settle();
  await world.settle();
  const before = await position();
  await world.settle();
  expect(await position()).toEqual(before);

  await world.database
    .as('api')
    .inTenant(world.tenant.tenantId, (tx) =>
      tx
        .updateTable('subscribers.subscriber')
        .set({ status: 'suspended' })
        .where('id', '=', anna.subscriberId)
        .execute(),
    );
  await world.settle();
  expect(await position()).not.toEqual(before);
  expect(await world.terms(anna)).toMatchObject({ desired: null });
});

test('A15: whom a clock that ran ahead put off is looked at when it is right again', async () => {
  const nas = await world.nas({ order: ['coa'] });
  nas.router.coaMode = 'nak';
  const berta = await world.online(nas);
  await world.settle();
  world.clock.advance(dayMs);
  await world.tell(berta, { status: 'Interim-Update', atS: world.elapsedS() + 1, download: 11n * gigabyte });
  await world.settle();
  expect(await world.terms(berta)).toMatchObject({ state: 'failed' });
  const nowMs = world.clock.now() - dayMs;
  const worker = world.database.as('worker');
  expect(await worker.acrossTenants((tx) => pullBackDue(tx, { nowMs }))).toBeGreaterThan(0);
  expect(await worker.acrossTenants((tx) => pullBackWork(tx, { nowMs }))).toBe(1);
  expect(await worker.acrossTenants((tx) => pullBackDue(tx, { nowMs }))).toBe(0);
  expect(await worker.acrossTenants((tx) => pullBackWork(tx, { nowMs }))).toBe(0);
  expect(world.faults).toEqual([]);
});
