import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTask } from '../../tasks/index.ts';
import { rebuildAction } from '../index.ts';
import { BridgeWorld } from '../bridge-world.fixture.ts';
import { startRebuild } from './rebuild.ts';
import { verify } from './verify.ts';
import type { TestTenant } from '../../../../test/support/test-tenant.ts';

let world: BridgeWorld;
let tenant: TestTenant;

beforeAll(async () => {
  world = await BridgeWorld.create();
  tenant = await world.tenant();
  const { id: planId } = await world.sales.plan(tenant, { validity: null });
  for (const username of ['anna', 'ben', 'clara']) {
    await world.sales.subscriber(tenant, {
      username,
      password: 'correct horse',
      plan: { planId, startsAt: undefined, autoRenew: false },
    });
  }
  await world.look();
});
afterAll(() => world.close());

/** By hand, past everything that keeps the rows. */
async function harm(): Promise<void> {
  const { tenantId } = tenant;
  const statements = [
    sql`update radius.radcheck set value = 'stolen' where tenant_id = ${tenantId} and username = 'anna' and attribute = 'Cleartext-Password'`,
    sql`delete from radius.radcheck where tenant_id = ${tenantId} and username = 'ben' and attribute = 'Simultaneous-Use'`,
    sql`insert into radius.radreply (tenant_id, username, attribute, op, value)
      values (${tenantId}, 'ghost', 'Framed-IP-Address', '=', '192.0.2.9')`,
    sql`update radius.radgroupreply set value = '1/1' where tenant_id = ${tenantId} and attribute = 'Mikrotik-Rate-Limit'`,
    sql`update radius.nas set secret = 'another' where tenant_id = ${tenantId}`,
    sql`delete from radius.radusergroup where tenant_id = ${tenantId} and username = 'clara'`,
  ];
  await world.database.as('worker').acrossTenants(async (tx) => {
    for (const statement of statements) await statement.execute(tx);
  });
}

test('verify finds what is missing, too much and otherwise, and tells no secret', async () => {
  expect(await verify(world.deps, tenant)).toEqual({ checked: 3, differences: [], more: false });
  await harm();
  const { checked, differences, more } = await verify(world.deps, tenant);
  expect({ checked, more }).toEqual({ checked: 3, more: false });
  const told = differences.map(({ table, attribute, wanted, found }) => [table, attribute, wanted, found]);
  expect(told.toSorted((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1))).toEqual([
    ['nas', 'secret', 'set', 'another one'],
    ['radcheck', 'Cleartext-Password', 'set', 'another one'],
    ['radcheck', 'Simultaneous-Use', ':= 1', null],
    ['radgroupreply', 'Mikrotik-Rate-Limit', '+= 5000000/20000000', '+= 1/1'],
    ['radreply', 'Framed-IP-Address', null, '= 192.0.2.9'],
    ['radusergroup', 'group', expect.stringMatching(/^= [0-9a-f]{20}-mikrotik \(priority 1\)$/), null],
  ]);
  expect(JSON.stringify(differences)).not.toMatch(/stolen|correct horse/);
});

test('a rebuild makes all rows right again, as a task that ends', async () => {
  await harm();
  const { id: taskId } = await startRebuild(world.deps, tenant.actor);
  const { sealer, clock, random } = world.deps;
  const action = rebuildAction({ sealer, clock, random, onFault: (error) => world.faults.push(error) });
  const database = world.database.as('worker');
  await runTask(
    { database, clock, actions: [action], onFault: (error) => world.faults.push(error) },
    { tenantId: tenant.tenantId, taskId },
  );
  const { rows } = await database.acrossTenants((tx) =>
    sql`select state, changed, unchanged, refused, total from tasks.task where id = ${taskId}`.execute(tx),
  );
  expect(rows).toEqual([{ state: 'done', changed: 2, unchanged: 0, refused: 0, total: 2 }]);
  await world.look();
  expect(await verify(world.deps, tenant)).toEqual({ checked: 3, differences: [], more: false });
  expect(world.faults).toEqual([]);
});
