import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestTenant } from '../../../../test/support/test-tenant.ts';
import { servicePasswordBinding } from '../../subscribers/index.ts';
import { testKeys } from '../../../../test/support/test-tenant.ts';
import { BridgeWorld, startMs } from '../bridge-world.fixture.ts';

let world: BridgeWorld;

beforeAll(async () => {
  world = await BridgeWorld.create();
});
afterAll(() => world.close());

const hourMs = 3_600_000;
const monthEndS = Date.parse('2026-04-02T12:00:00Z') / 1000;

async function sold(tenant: TestTenant, username: string, terms = {}, fields = {}) {
  const { id: planId } = await world.sales.plan(tenant, terms);
  return world.sales.subscriber(tenant, {
    username,
    password: 'correct horse',
    plan: { planId, startsAt: undefined, autoRenew: false },
    ...fields,
  });
}

test('who is served has a password, their limits and the group of their plan', async () => {
  const tenant = await world.tenant();
  await sold(tenant, 'Anna', { maxSessions: 2, pool: 'home', idleTimeoutS: 600 });
  await world.look();
  expect(await world.answer(tenant, 'anna')).toEqual([
    'Cleartext-Password := correct horse',
    'Simultaneous-Use := 2',
    `Expiration := ${monthEndS}`,
    'Framed-Pool += home',
    'Idle-Timeout += 600',
    'Acct-Interim-Interval += 300',
    'Mikrotik-Rate-Limit += 5000000/20000000',
  ]);
  expect(world.faults).toEqual([]);
});

test('what a person changes stands in the rows at the next look, and nothing else of theirs is touched', async () => {
  const tenant = await world.tenant();
  const { id } = await sold(tenant, 'ben');
  await world.look();
  const before = await world.rows(tenant, 'radgroupreply');
  const sealed = testKeys.sealer.seal(
    Buffer.from('another'),
    servicePasswordBinding({ tenantId: tenant.tenantId, id }),
  );
  await world.change(
    tenant,
    sql`update subscribers.subscriber set password_sealed = ${sealed} where id = ${id}`,
  );
  await world.look();
  expect((await world.answer(tenant, 'ben'))[0]).toBe('Simultaneous-Use := 1');
  expect(await world.answer(tenant, 'ben')).toContain('Cleartext-Password := another');
  expect(await world.rows(tenant, 'radgroupreply')).toEqual(before);

  await world.change(tenant, sql`update subscribers.subscriber set status = 'suspended' where id = ${id}`);
  await world.look();
  expect(await world.answer(tenant, 'ben')).toEqual([
    'Auth-Type := Reject',
    'Reply-Message = Your account is suspended',
  ]);
  expect(await world.groupsOf(tenant, 'ben')).toEqual([]);

  await world.change(
    tenant,
    sql`update subscribers.subscriber set status = 'active', username = 'benjamin', username_key = 'benjamin' where id = ${id}`,
  );
  await world.look();
  expect(await world.answer(tenant, 'ben')).toEqual([]);
  expect(await world.answer(tenant, 'benjamin')).toContain('Cleartext-Password := another');

  await world.change(
    tenant,
    sql`update subscribers.subscriber set status = 'closed', closed_at = now() where id = ${id}`,
  );
  await world.look();
  expect(await world.rows(tenant, 'radcheck')).toEqual([]);
});

test('rows follow the clock: the end of a subscription refuses without anybody doing anything', async () => {
  const tenant = await world.tenant();
  await sold(tenant, 'clara', { validity: { count: 1, unit: 'hour' } });
  await world.look();
  expect(await world.answer(tenant, 'clara')).toContain(`Expiration := ${(startMs + hourMs) / 1000}`);
  world.clock.jump(startMs + hourMs);
  await world.look();
  expect(await world.answer(tenant, 'clara')).toEqual([
    'Auth-Type := Reject',
    'Reply-Message = Your subscription has expired',
  ]);
  world.clock.jump(startMs);
  await world.look();
});

test('a window of hours changes the rows of the group and nobody’s own: 1,000 subscribers, two rows', async () => {
  const tenant = await world.tenant();
  const { id: planId } = await world.sales.plan(tenant, { validity: null });
  const first = await world.sales.subscriber(tenant, {
    username: 'first',
    password: 'p',
    plan: { planId, startsAt: undefined, autoRenew: false },
  });
  await copySubscriber(tenant, first.id, 999);
  const from = new Date(startMs + hourMs).toISOString().slice(11, 16);
  await world.change(
    tenant,
    sql`insert into speed.rule (tenant_id, id, name, percent, windows) values (${tenant.tenantId}, gen_random_uuid(), 'night',
      200, ${JSON.stringify([{ days: [1, 2, 3, 4, 5, 6, 7], from, to: '23:00' }])}::jsonb)`,
  );
  await world.look();
  expect(await countRows(tenant, 'radcheck')).toBe(2_000);
  const before = await writtenBy(tenant);
  world.clock.jump(startMs + hourMs);
  await world.look();
  expect((await world.answer(tenant, 'first')).at(-1)).toBe('Mikrotik-Rate-Limit += 10000000/40000000');
  expect((await world.answer(tenant, 'copy-999')).at(-1)).toBe('Mikrotik-Rate-Limit += 10000000/40000000');
  const after = await writtenBy(tenant);
  const changed = [...after]
    .filter((row) => !before.has(row))
    .concat([...before].filter((row) => !after.has(row)));
  expect(changed.length).toBe(2);
  expect(await lookedAt(tenant, world.clock.now())).toBe(0);
  world.clock.jump(startMs);
  await world.look();
});

test('a tier of fair use moves who reached it to another group, and the next day back', async () => {
  const tenant = await world.tenant();
  const gigabyte = 1_000_000_000n;
  const { id } = await sold(tenant, 'dora', {
    fairUse: [
      { period: 'day', thresholdBytes: 10n * gigabyte, downloadBps: 2_000_000n, uploadBps: 1_000_000n },
    ],
  });
  await sold(tenant, 'emil');
  await world.look();
  await meter(tenant, id, { dayBytes: 11n * gigabyte });
  await world.look();
  expect((await world.answer(tenant, 'dora')).at(-1)).toBe('Mikrotik-Rate-Limit += 1000000/2000000');
  expect((await world.answer(tenant, 'emil')).at(-1)).toBe('Mikrotik-Rate-Limit += 5000000/20000000');
  world.clock.jump(Date.parse('2026-03-03T00:00:00Z'));
  await world.look();
  expect((await world.answer(tenant, 'dora')).at(-1)).toBe('Mikrotik-Rate-Limit += 5000000/20000000');
  world.clock.jump(startMs);
  await world.look();
});

test('what is left of a quota that cuts stands as of the last news: bytes that pass rewrite no row', async () => {
  const tenant = await world.tenant();
  const quota = {
    period: 'monthly',
    bytes: 50_000_000_000n,
    timeS: null,
    atZero: 'cut',
    slow: null,
  } as const;
  const { id } = await sold(tenant, 'fritz', { quota, validity: null });
  await world.look();
  expect(await world.answer(tenant, 'fritz')).toContain(`Mikrotik-Total-Limit = ${50_000_000_000 % 2 ** 32}`);
  await meter(tenant, id, { quotaBytes: 20_000_000_000n }, { announces: false });
  const before = await writtenBy(tenant);
  await world.look();
  expect(await writtenBy(tenant)).toEqual(before);
  await announce(tenant, id);
  await world.look();
  expect(await world.answer(tenant, 'fritz')).toContain(`Mikrotik-Total-Limit = ${30_000_000_000 % 2 ** 32}`);
  await meter(tenant, id, { quotaBytes: 50_000_000_000n });
  await world.look();
  expect(await world.answer(tenant, 'fritz')).toEqual([
    'Auth-Type := Reject',
    'Reply-Message = Your quota is used up',
  ]);
});

test('routers are clients with their secrets; another vendor among them gives each group its own rows', async () => {
  const tenant = await world.tenant();
  await sold(tenant, 'gerd');
  await world.look();
  const client = await world.freeradius(tenant);
  const { rows: clients } = await client.query('select nasname, shortname, type, secret from nas');
  expect(clients).toEqual([
    {
      nasname: expect.any(String) as string,
      shortname: expect.any(String) as string,
      type: 'mikrotik',
      secret: expect.any(String) as string,
    },
  ]);
  await client.end();
  expect(await world.groupsOf(tenant, 'gerd')).toHaveLength(1);
  expect(await world.rows(tenant, 'radgroupcheck')).toEqual([]);
  await world.nas(tenant, { vendor: 'huawei' });
  await world.look();
  const [huawei, mikrotik] = (await world.groupsOf(tenant, 'gerd')).toSorted();
  expect([huawei, mikrotik].map((name) => name!.split('-')[1])).toEqual(['huawei', 'mikrotik']);
  expect(await world.rows(tenant, 'radgroupcheck', huawei)).toEqual([
    { name: huawei, attribute: 'Tmp-String-9', op: '==', value: 'huawei' },
  ]);
  const said = (await world.rows(tenant, 'radgroupreply', huawei)).map(({ attribute }) => attribute);
  expect(said).toContain('Huawei-Input-Average-Rate');
  expect(said).not.toContain('Mikrotik-Rate-Limit');
});

async function copySubscriber(tenant: TestTenant, id: string, count: number): Promise<void> {
  await world.change(
    tenant,
    sql`with made as (
        insert into subscribers.subscriber (tenant_id, id, username, username_key, credential, password_sealed, status)
        select tenant_id, gen_random_uuid(), 'copy-' || n, 'copy-' || n, 'mac', null, 'active'
        from subscribers.subscriber, generate_series(1, ${count}) n where id = ${id} returning tenant_id, id
      )
      insert into subscriptions.subscription (tenant_id, id, subscriber_id, plan_id, plan_version_id, status, assigned_at, starts_at, activated_at)
      select m.tenant_id, gen_random_uuid(), m.id, b.plan_id, b.plan_version_id, b.status, b.assigned_at, b.starts_at, b.activated_at
      from made m, subscriptions.subscription b where b.subscriber_id = ${id}`,
  );
}

async function countRows(tenant: TestTenant, table: string): Promise<number> {
  const { rows } = await world.database.as('worker').acrossTenants((tx) =>
    sql<{ count: number }>`select count(*)::integer as count from ${sql.table(`radius.${table}`)}
      where tenant_id = ${tenant.tenantId}`.execute(tx),
  );
  return rows[0]!.count;
}

/** Each row with the transaction that wrote it. */
async function writtenBy(tenant: TestTenant): Promise<Set<string>> {
  const { rows } = await world.database.as('worker').acrossTenants((tx) =>
    sql<{ row: string }>`
      select 'radcheck ' || id || ' ' || xmin as row from radius.radcheck where tenant_id = ${tenant.tenantId}
      union all select 'radreply ' || id || ' ' || xmin from radius.radreply where tenant_id = ${tenant.tenantId}
      union all select 'radusergroup ' || id || ' ' || xmin from radius.radusergroup where tenant_id = ${tenant.tenantId}
      union all select 'radgroupreply ' || id || ' ' || xmin from radius.radgroupreply where tenant_id = ${tenant.tenantId}
      union all select 'radgroupcheck ' || id || ' ' || xmin from radius.radgroupcheck where tenant_id = ${tenant.tenantId}`.execute(
      tx,
    ),
  );
  return new Set(rows.map(({ row }) => row));
}

/** Subscribers whose turn by the clock had come by then. */
async function lookedAt(tenant: TestTenant, nowMs: number): Promise<number> {
  const { rows } = await world.database.as('worker').acrossTenants((tx) =>
    sql<{ count: number }>`select count(*)::integer as count from radius.bridged_subscriber
      where tenant_id = ${tenant.tenantId} and due_at <= ${new Date(nowMs)}`.execute(tx),
  );
  return rows[0]!.count;
}

interface Counted {
  dayBytes?: bigint;
  quotaBytes?: bigint;
}

/** As the fold counts. */
async function meter(
  { tenantId }: TestTenant,
  subscriberId: string,
  { dayBytes = 0n, quotaBytes = 0n }: Counted,
  { announces = true } = {},
): Promise<void> {
  await world.database.as('worker').acrossTenants((tx) =>
    sql`insert into quota.meter (tenant_id, subscriber_id, day, day_bytes, week, month, quota_period, quota_from, quota_until, quota_bytes)
      values (${tenantId}, ${subscriberId}, '2026-03-02', ${dayBytes}, '2026-03-01', '2026-03-01', 'monthly',
        '2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z', ${quotaBytes})
      on conflict (tenant_id, subscriber_id) do update
      set day_bytes = excluded.day_bytes, quota_bytes = excluded.quota_bytes`.execute(tx),
  );
  if (announces) await announce({ tenantId }, subscriberId);
}

async function announce({ tenantId }: Pick<TestTenant, 'tenantId'>, subscriberId: string): Promise<void> {
  await world.database
    .as('worker')
    .acrossTenants((tx) =>
      sql`select quota.announce(${[tenantId]}::uuid[], ${[subscriberId]}::uuid[])`.execute(tx),
    );
}
