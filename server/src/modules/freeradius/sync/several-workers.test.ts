import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestTenant } from '../../../../test/support/test-tenant.ts';
import { verify } from '../check/verify.ts';
import { BridgeWorld } from '../bridge-world.fixture.ts';

let world: BridgeWorld;

beforeAll(async () => {
  world = await BridgeWorld.create();
});
afterAll(() => world.close());

async function sold(tenant: TestTenant, count: number): Promise<string[]> {
  const { id: planId } = await world.sales.plan(tenant);
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    const { id } = await world.sales.subscriber(tenant, {
      username: `user-${number}`,
      password: `password ${number}`,
      plan: { planId, startsAt: undefined, autoRenew: false },
    });
    ids.push(id);
  }
  return ids;
}

async function inDatabase<T>(statement: ReturnType<typeof sql<T>>): Promise<readonly T[]> {
  return (await world.database.as('worker').acrossTenants((tx) => statement.execute(tx))).rows;
}

test('a change reaches the rows by itself while a worker runs, and how long it took is noted', async () => {
  const tenant = await world.tenant();
  const [id] = await sold(tenant, 3);
  const stopping = new AbortController();
  const running = world.sync.run(stopping.signal);
  try {
    await expect.poll(() => world.answer(tenant, 'user-2'), { timeout: 20_000 }).not.toEqual([]);
    await world.change(tenant, sql`update subscribers.subscriber set status = 'suspended' where id = ${id}`);
    await expect
      .poll(() => world.answer(tenant, 'user-0'), { timeout: 20_000 })
      .toEqual(['Auth-Type := Reject', 'Reply-Message = Your account is suspended']);
    const [told] = await inDatabase(
      sql<{
        lagMs: number;
        newsAt: Date | null;
      }>`select lag_ms, news_at from radius.bridged_subscriber where subscriber_id = ${id}`,
    );
    expect(told).toEqual({ lagMs: expect.any(Number) as number, newsAt: null });
  } finally {
    stopping.abort();
    await running;
  }
  expect(world.faults).toEqual([]);
});

test('several workers at once bring everybody in step once', async () => {
  const tenant = await world.tenant();
  await sold(tenant, 40);
  await world.settled();
  await Promise.all([world.sync, world.worker(), world.worker()].map((worker) => worker.look()));
  await world.look();
  const rows = await world.rows(tenant, 'radcheck');
  expect(rows).toHaveLength(120);
  expect(new Set(rows.map(({ name, attribute }) => `${name} ${attribute}`)).size).toBe(120);
  expect(await verify(world.deps, tenant)).toEqual({ checked: 40, differences: [], more: false });
});

test('a worker that dies in the middle of a batch leaves it due, and half of nothing', async () => {
  const tenant = await world.tenant();
  await sold(tenant, 5);
  await world.look();
  await inDatabase(
    sql`update radius.bridged_subscriber set due_at = '-infinity' where tenant_id = ${tenant.tenantId}`,
  );
  await inDatabase(sql`delete from radius.radcheck where tenant_id = ${tenant.tenantId}`);
  // The rows go in, and the connection is gone before they are settled: as when the process is killed there.
  await asOwner(`create function radius.die() returns trigger language plpgsql as
    'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'`);
  await asOwner(
    'create trigger die before update on radius.bridged_subscriber for each statement execute function radius.die()',
  );
  const dying = world.worker();
  await expect(dying.look()).rejects.toThrow(/terminat/);
  expect(await world.rows(tenant, 'radcheck')).toEqual([]);
  await asOwner('drop trigger die on radius.bridged_subscriber');
  await world.look();
  expect(await world.rows(tenant, 'radcheck')).toHaveLength(15);
  expect(await verify(world.deps, tenant)).toMatchObject({ differences: [] });
});

test('a gap in the change feed makes everybody due: what happened in it is in the rows', async () => {
  const tenant = await world.tenant();
  const [id] = await sold(tenant, 4);
  await world.look();
  await world.change(tenant, sql`update subscribers.subscriber set status = 'paused' where id = ${id}`);
  await inDatabase(sql`delete from platform.change`);
  await world.look();
  expect(await world.answer(tenant, 'user-0')).toContain('Cleartext-Password := password 0');
  await inDatabase(sql`update radius.feed_position set source = 'of another installation'`);
  await world.look();
  expect(await world.answer(tenant, 'user-0')).toEqual([
    'Auth-Type := Reject',
    'Reply-Message = Your account is paused',
  ]);
});

test('one whose password does not open has no service and holds up nobody', async () => {
  const tenant = await world.tenant();
  const [id] = await sold(tenant, 3);
  await world.look();
  await world.change(
    tenant,
    sql`update subscribers.subscriber set password_sealed = '\\x00' where id = ${id}`,
  );
  await world.change(
    tenant,
    sql`update subscribers.subscriber set status = 'disabled' where username_key = 'user-1'`,
  );
  await world.look();
  expect(await world.answer(tenant, 'user-0')).toEqual([]);
  expect(await world.answer(tenant, 'user-1')).toEqual([
    'Auth-Type := Reject',
    'Reply-Message = Your account is disabled',
  ]);
  expect(world.faults.splice(0)).toHaveLength(1);
});

async function asOwner(statement: string): Promise<void> {
  await world.database.as('owner').pool.query(statement);
}
