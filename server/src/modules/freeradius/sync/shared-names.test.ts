import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestTenant } from '../../../../test/support/test-tenant.ts';
import { BridgeWorld, startMs } from '../bridge-world.fixture.ts';

let world: BridgeWorld;

beforeAll(async () => {
  world = await BridgeWorld.create();
});
afterAll(() => world.close());

const hourMs = 3_600_000;
const gigabyte = 1_000_000_000n;

async function sold(tenant: TestTenant, fields: object, terms = {}): Promise<string> {
  const { id: planId } = await world.sales.plan(tenant, terms);
  const plan = { planId, startsAt: undefined, autoRenew: false };
  return (await world.sales.subscriber(tenant, { plan, ...fields })).id;
}

test('a window reaches a group whose members have used up what their rows still grant', async () => {
  const tenant = await world.tenant();
  const quota = { period: 'monthly', bytes: 100n * gigabyte, timeS: null, atZero: 'cut', slow: null };
  const terms = { quota, sessionVolumeBytes: 10n * gigabyte, validity: null };
  const id = await sold(tenant, { username: 'anna', password: 'p' }, terms);
  const from = new Date(startMs + hourMs).toISOString().slice(11, 16);
  await world.change(
    tenant,
    sql`insert into speed.rule (tenant_id, id, name, percent, windows) values (${tenant.tenantId}, gen_random_uuid(), 'night',
      200, ${JSON.stringify([{ days: [1, 2, 3, 4, 5, 6, 7], from, to: '23:00' }])}::jsonb)`,
  );
  await world.look();
  // As the fold counts: no news of it, for no alarm was reached.
  await world.database.as('worker').acrossTenants((tx) =>
    sql`insert into quota.meter (tenant_id, subscriber_id, day, week, month, quota_period, quota_from, quota_until, quota_bytes)
      values (${tenant.tenantId}, ${id}, '2026-03-02', '2026-03-01', '2026-03-01', 'monthly', '2026-03-01T00:00:00Z',
        '2026-04-01T00:00:00Z', ${95n * gigabyte})
      on conflict (tenant_id, subscriber_id) do update set quota_bytes = excluded.quota_bytes`.execute(tx),
  );
  world.clock.jump(startMs + hourMs);
  await world.look();
  expect(await world.answer(tenant, 'anna')).toContain('Mikrotik-Rate-Limit += 10000000/40000000');
  world.clock.jump(startMs);
  await world.look();
});

test('an address that somebody else has for a name is theirs alone', async () => {
  const tenant = await world.tenant();
  const [one, two] = ['aa:bb:cc:00:00:01', 'aa:bb:cc:00:00:02'];
  const device = { credential: 'mac' } as const;
  await sold(tenant, { ...device, username: one, macs: [one, two] });
  await world.look();
  expect(await world.answer(tenant, two)).toContain('Auth-Type := Accept');
  const id = await sold(tenant, { ...device, username: two });
  await world.change(tenant, sql`update subscribers.subscriber set status = 'suspended' where id = ${id}`);
  await world.look();
  expect(await world.answer(tenant, two)).toEqual([
    'Auth-Type := Reject',
    'Reply-Message = Your account is suspended',
  ]);
  expect(await world.answer(tenant, one)).toContain('Auth-Type := Accept');
  expect(world.faults).toEqual([]);
});

test('nothing empty is said: the Class of a group is each one’s own', async () => {
  const tenant = await world.tenant();
  await sold(tenant, { username: 'ben', password: 'p' });
  await world.look();
  const said = await world.rows(tenant, 'radgroupreply');
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter(({ attribute }) => attribute === 'Class')).toEqual([]);
});

test('a secret that does not open leaves out who needs it, and keeps nobody else waiting', async () => {
  const broken = await world.tenant();
  const sound = await world.tenant();
  await sold(broken, { username: 'aa:bb:cc:00:00:09', credential: 'mac' });
  await sold(broken, { username: 'carl', password: 'p' });
  await world.change(
    broken,
    sql`insert into settings.setting (tenant_id, key, value) values (${broken.tenantId}, 'radius.macAuthPassword', '"AAAA"')`,
  );
  await world.change(
    broken,
    sql`update nas.nas set secret_sealed = '\\x00' where tenant_id = ${broken.tenantId}`,
  );
  await sold(sound, { username: 'dora', password: 'p' });
  await world.look();
  expect(await world.answer(broken, 'aa:bb:cc:00:00:09')).toEqual([]);
  expect(await world.answer(broken, 'carl')).toContain('Cleartext-Password := p');
  expect(await world.answer(sound, 'dora')).toContain('Cleartext-Password := p');
  expect(world.faults.length).toBeGreaterThan(0);
  world.faults.length = 0;
});
