import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from 'pg';
import type { TestTenant } from '../../../../test/support/test-tenant.ts';
import { BridgeWorld } from '../bridge-world.fixture.ts';
import { readStatus } from './read-status.ts';
import { renewPassword, turnOff, turnOn, type OpenedLogin } from './switch-bridge.ts';

let world: BridgeWorld;
let north: TestTenant & OpenedLogin;
let south: TestTenant & OpenedLogin;

beforeAll(async () => {
  world = await BridgeWorld.create();
  north = await world.tenant();
  south = await world.tenant();
  for (const tenant of [north, south]) {
    const { id: planId } = await world.sales.plan(tenant);
    const plan = { planId, startsAt: undefined, autoRenew: false };
    await world.sales.subscriber(tenant, { username: 'anna', password: `of ${tenant.tenantId}`, plan });
    await world.sales.subscriber(tenant, {
      username: `only-${tenant.databaseRole.slice(-6)}`,
      password: 'p',
      plan,
    });
  }
  await world.look();
});
afterAll(() => world.close());

const readable = ['radcheck', 'radreply', 'radusergroup', 'radgroupcheck', 'radgroupreply', 'nas'] as const;
const writable = ['radpostauth', 'nasreload', 'radacct'] as const;

async function as<T>(login: OpenedLogin, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await world.freeradius(login);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

test('a tenant’s FreeRADIUS sees the rows of its tenant, whatever it sets', async () => {
  await as(north, async (client) => {
    for (const setting of ['', north.tenantId, south.tenantId]) {
      await client.query("select set_config('app.tenant', $1, false)", [setting]);
      const { rows } = await client.query<{ value: string }>(
        "select value from radcheck where username = 'anna' and attribute = 'Cleartext-Password'",
      );
      expect(rows).toEqual([{ value: `of ${north.tenantId}` }]);
      for (const table of readable) {
        const { rows: owners } = await client.query<{ tenant_id: string }>(
          `select distinct tenant_id from ${table}`,
        );
        expect([table, owners.every(({ tenant_id: id }) => id === north.tenantId)]).toEqual([table, true]);
      }
    }
  });
});

test('once everybody is in step nobody waits, since no time at all', async () => {
  const { tenantId } = north;
  const nowMs = world.clock.now();
  const status = await world.database
    .as('api')
    .inTenant(tenantId, (tx) => readStatus(tx, { tenantId, nowMs }));
  expect(status).toMatchObject({ isOn: true, total: 2, waiting: 0, oldestWaitingS: 0 });
});

test('it writes what FreeRADIUS writes, as its own tenant’s alone, and what is another’s stays as it is', async () => {
  const accounting = `insert into radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime)
    values ('s', $1, 'anna', '192.0.2.1', now())`;
  await as(south, (client) => client.query(accounting, ['unique-south']));
  await as(north, async (client) => {
    await client.query(accounting, ['unique-north']);
    await client.query(
      "insert into radpostauth (username, pass, reply) values ('anna', 'secret', 'Access-Accept')",
    );
    await client.query("insert into nasreload (nasipaddress, reloadtime) values ('192.0.2.1', now())");
    const { rows } = await client.query<{ acctuniqueid: string; tenant_id: string }>(
      'select acctuniqueid, tenant_id from radacct',
    );
    expect(rows).toEqual([{ acctuniqueid: 'unique-north', tenant_id: north.tenantId }]);
    for (const table of writable) {
      await expect(
        client.query(`update ${table} set tenant_id = $1`, [south.tenantId]),
        table,
      ).rejects.toThrow('row-level security');
    }
    const { rowCount } = await client.query(
      "update radacct set acctstoptime = now() where acctuniqueid = 'unique-south'",
    );
    expect(rowCount).toBe(0);
    await expect(
      client.query(
        `insert into radacct (acctsessionid, acctuniqueid, username, nasipaddress, tenant_id) values ('x', 'y', 'z', '192.0.2.2', $1)`,
        [south.tenantId],
      ),
    ).rejects.toThrow('row-level security');
  });
});

test('it may change no row that says who gets what, and reaches nothing outside its schema', async () => {
  await as(north, async (client) => {
    for (const table of readable) {
      for (const statement of [
        `delete from ${table}`,
        `update ${table} set id = id`,
        `insert into ${table} default values`,
      ])
        await expect(client.query(statement), statement).rejects.toThrow('permission denied');
    }
    const { rows } = await client.query<{ name: string }>(`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and has_schema_privilege(n.oid, 'usage')
        and case when c.relkind = 'S' then has_sequence_privilege(c.oid, 'usage, select, update')
          else has_table_privilege(c.oid, 'select, insert, update, delete, truncate, references, trigger') end
      order by 1`);
    expect(rows.map(({ name }) => name)).toEqual(
      [...readable, ...writable, 'radacct_radacctid_seq', 'radpostauth_id_seq']
        .map((name) => `radius.${name}`)
        .toSorted(),
    );
    const { rows: callable } = await client.query<{ name: string }>(`
      select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public')
        and has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute') order by 1`);
    expect(callable.map(({ name }) => name)).toEqual([
      'radius.login_name',
      'radius.open_sessions',
      'radius.own_tenant',
    ]);
    for (const statement of [
      'create table radius.mine (a int)',
      'create table public.mine (a int)',
      'create schema mine',
      'create role mine',
      'set role trunkline_owner',
      'set role trunkline_freeradius',
      'set session authorization trunkline_owner',
      'select pg_advisory_lock(727001)',
      'select pg_try_advisory_xact_lock(727001)',
      'select lo_create(0)',
    ])
      await expect(client.query(statement), statement).rejects.toThrow(/permission denied|must be|cannot/);
  });
});

test('a transaction that it leaves open ends with its connection: the feed of all tenants waits for it', async () => {
  const client = await world.freeradius(north);
  const ended = new Promise((resolve) => client.once('error', resolve));
  await client.query('set idle_in_transaction_session_timeout = 0');
  await client.query("begin; insert into radpostauth (username) values ('anna')");
  const { rows } = await world.database
    .as('worker')
    .acrossTenants((tx) =>
      sql<{ count: bigint }>`select radius.end_stuck_logins('0 s') as count`.execute(tx),
    );
  expect(rows).toEqual([{ count: 1n }]);
  await ended;
});

test('a new password ends who knew the old one; off, rows and login are gone', async () => {
  const tenant = await world.tenant();
  const { id: planId } = await world.sales.plan(tenant);
  await world.sales.subscriber(tenant, {
    username: 'carl',
    password: 'p',
    plan: { planId, startsAt: undefined, autoRenew: false },
  });
  await world.look();
  const old = await world.freeradius(tenant);
  const ended = new Promise((resolve) => old.once('error', resolve));
  const renewed = await renewPassword(world.deps, tenant.actor);
  await ended;
  await expect(world.freeradius(tenant)).rejects.toThrow('password authentication failed');
  expect(
    await as(renewed, async (client) => (await client.query('select from radcheck')).rowCount),
  ).toBeGreaterThan(0);

  await expect(turnOn(world.deps, tenant.actor)).rejects.toMatchObject({ code: 'freeradius.is_on' });
  await turnOff(world.deps, tenant.actor);
  await expect(world.freeradius(renewed)).rejects.toThrow('authentication failed');
  await world.look();
  for (const table of ['radcheck', 'radreply', 'radgroupreply', 'radgroupcheck'] as const)
    expect(await world.rows(tenant, table)).toEqual([]);
  await expect(turnOff(world.deps, tenant.actor)).rejects.toMatchObject({ code: 'freeradius.is_off' });
  const again = await turnOn(world.deps, tenant.actor);
  await world.look();
  expect(
    await as(again, async (client) => (await client.query('select from radcheck')).rowCount),
  ).toBeGreaterThan(0);
});

test('no other tenant makes or removes a login', async () => {
  const worker = world.database.as('api');
  for (const call of [
    sql`select radius.close_login(${south.tenantId})`,
    sql`select radius.open_login(${south.tenantId}, 'x')`,
  ])
    await expect(worker.inTenant(north.tenantId, (tx) => call.execute(tx))).rejects.toThrow('another tenant');
});
