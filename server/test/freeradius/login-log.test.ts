import { SeededRandom, systemClock } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { forgetOldAccounting, LoginLog } from '../../src/modules/freeradius/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createQueueFold, createQueueWorld, foldAll, tellStory, type QueueWorld } from './queue-world.ts';

let database: TestDatabase;
let world: QueueWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await createQueueWorld(database);
});

interface Logged {
  username: string;
  outcome: string;
  reason: string | null;
  count: number;
}

const inTenant = (statement: ReturnType<typeof sql>) =>
  database.as('owner').inTenant(world.tenant.tenantId, (tx) => statement.execute(tx));

/** As FreeRADIUS writes it with our configuration. */
async function answered(
  username: string,
  reply: 'Access-Accept' | 'Access-Reject',
  station = '',
): Promise<void> {
  await inTenant(sql`insert into radius.radpostauth (username, pass, reply, callingstationid, nasipaddress)
    values (${username}, 'secret', ${reply}, ${station}, ${world.nas.nasAddress})`);
}

function fail(error: unknown): never {
  throw error;
}

function newLog(): LoginLog {
  return new LoginLog({
    database: database.as('worker'),
    clock: systemClock,
    random: new SeededRandom(1),
    onLookFault: fail,
    onRowFault: fail,
  });
}

async function logged(): Promise<Logged[]> {
  const { rows } = await database.as('api').inTenant(world.tenant.tenantId, (tx) =>
    sql<Logged>`select username, outcome, reason, count from aaa.auth_log
      where tenant_id = ${world.tenant.tenantId} and method = 'freeradius' order by username collate "C", outcome`.execute(
      tx,
    ),
  );
  return rows;
}

it('logins that FreeRADIUS answered are in the log once, with the reason that our rows prove', async () => {
  const { anna } = world;
  await answered('Anna', 'Access-Accept');
  await answered('nobody', 'Access-Reject');
  await answered('anna', 'Access-Reject');
  await answered('anna', 'Access-Reject');
  expect(await newLog().look()).toBe(4);
  expect(await logged()).toEqual([
    { username: 'Anna', outcome: 'accepted', reason: null, count: 1 },
    { username: 'anna', outcome: 'rejected', reason: 'aaa.refused_by_freeradius', count: 2 },
    { username: 'nobody', outcome: 'rejected', reason: 'aaa.unknown_user', count: 1 },
  ]);
  const { rows } = await database.as('api').inTenant(world.tenant.tenantId, (tx) =>
    sql`select distinct subscriber_id, nas_id from aaa.auth_log
      where tenant_id = ${world.tenant.tenantId} and username = 'anna'`.execute(tx),
  );
  expect(rows).toEqual([{ subscriberId: anna.subscriberId, nasId: world.nas.nasId }]);
  expect(await newLog().look()).toBe(0);
});

it.each([
  ['aaa.suspended', sql`update subscribers.subscriber set status = 'suspended'`, ''],
  [
    'aaa.wrong_mac',
    sql`update subscribers.subscriber set mac_binding = 'fixed', macs = '{aa:bb:cc:dd:ee:ff}'`,
    'aa-bb-cc-00-00-00',
  ],
  ['aaa.too_many_sessions', undefined, ''],
] as const)('a refusal that our rows prove is %s', async (reason, change, station) => {
  const { tenantId } = world.tenant;
  if (change) await inTenant(sql`${change} where tenant_id = ${tenantId}`);
  else {
    await world.writer.start(world.heard({ atS: 0 }));
    await foldAll(createQueueFold(database));
  }
  await answered('anna', 'Access-Reject', station);
  await newLog().look();
  expect(await logged()).toMatchObject([{ username: 'anna', reason }]);
});

it('a subscriber whose rows nobody can read keeps no login out of the log', async () => {
  const { tenantId } = world.tenant;
  await inTenant(sql`update subscribers.subscriber set login_windows = '[{"days": [9], "from": "x", "to": "y"}]'
    where tenant_id = ${tenantId}`);
  await answered('anna', 'Access-Reject');
  await answered('nobody', 'Access-Reject');
  expect(await newLog().look()).toBe(2);
  expect(await logged()).toMatchObject([
    { username: 'anna', reason: 'aaa.refused_by_freeradius' },
    { username: 'nobody', reason: 'aaa.unknown_user' },
  ]);
});

it('a storm of accepts is counted beyond its bound, and every login counts in its minute', async () => {
  await inTenant(sql`insert into radius.radpostauth (username, reply, nasipaddress)
    select 'user' || i, 'Access-Accept', ${world.nas.nasAddress}::inet from generate_series(1, 450) i`);
  await newLog().look();
  const rows = await logged();
  expect(rows.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(200);
  expect(rows.filter(({ outcome }) => outcome === 'not_kept')).toMatchObject([{ count: 250 }]);
  const { rows: minutes } = await database.as('api').inTenant(world.tenant.tenantId, (tx) =>
    sql<{ count: number }>`select sum(count)::integer as count from aaa.login_minute
      where tenant_id = ${world.tenant.tenantId} and reason = ''`.execute(tx),
  );
  expect(minutes).toEqual([{ count: 450 }]);
});

it('what FreeRADIUS wrote of sessions is forgotten after thirty days, an open one that is heard of is not', async () => {
  await tellStory(world);
  await world.writer.start(world.heard({ atS: 0, sessionId: 'open' }));
  await tellStory(world, { nasAddress: '172.29.0.1', sessionId: 'of no NAS' });
  await foldAll(createQueueFold(database));
  const { tenantId } = world.tenant;
  const count = async () => {
    const { rows } = await database.as('worker').acrossTenants((tx) =>
      sql<{ sessions: number; aside: number }>`select
        (select count(*)::integer from radius.radacct where tenant_id = ${tenantId}) as sessions,
        (select count(*)::integer from radius.accounting_queue where tenant_id = ${tenantId}) as aside`.execute(
        tx,
      ),
    );
    return rows[0];
  };
  const forget = (days: number) =>
    database
      .as('worker')
      .acrossTenants((tx) => forgetOldAccounting(tx, { nowMs: systemClock.now() + days * 86_400_000 }));
  await forget(29);
  expect(await count()).toEqual({ sessions: 3, aside: 4 });
  await inTenant(sql`update radius.radacct set acctupdatetime = now() + interval '20 days'
    where tenant_id = ${tenantId} and acctsessionid = 'open'`);
  await foldAll(createQueueFold(database));
  await forget(31);
  expect(await count()).toEqual({ sessions: 1, aside: 0 });
});
