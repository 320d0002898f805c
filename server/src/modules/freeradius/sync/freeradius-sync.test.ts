import { afterAll, beforeAll, expect, test } from 'vitest';
import { BridgeWorld } from '../bridge-world.fixture.ts';

let world: BridgeWorld;

beforeAll(async () => {
  world = await BridgeWorld.create();
});
afterAll(() => world.close());

test('who is served has a password, their limits and the group of their plan', async () => {
  const tenant = await world.tenant();
  const plan = await world.sales.plan(tenant, { maxSessions: 2, pool: 'home', idleTimeoutS: 600 });
  await world.sales.subscriber(tenant, {
    username: 'Anna',
    password: 'correct horse',
    plan: { planId: plan.id },
  });
  await world.look();
  expect(await world.answer(tenant, 'anna')).toEqual([
    'Cleartext-Password := correct horse',
    'Simultaneous-Use := 2',
    `Expiration := ${Date.parse('2026-04-02T12:00:00Z') / 1000}`,
    'Framed-Pool += home',
    'Idle-Timeout += 600',
    'Acct-Interim-Interval += 300',
    'Mikrotik-Rate-Limit += 5000000/20000000',
  ]);
  expect(world.faults).toEqual([]);
});
