import { sql } from 'kysely';
import { uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/platform/db/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { isolationFaults } from './isolation-faults.ts';

let database: TestDatabase;
let owner: Database;
let api: Database;
const tenantA = uuidv7();
const tenantB = uuidv7();

beforeAll(async () => {
  database = await createTestDatabase();
  owner = database.as('owner');
  api = database.as('api');
  for (const [id, code] of [
    [tenantA, 'a'],
    [tenantB, 'b'],
  ] as const) {
    await api.asOperator((tx) =>
      tx
        .insertInto('tenancy.tenant')
        .values({ id, code, name: code, currency: 'USD', timeZone: 'UTC' })
        .execute(),
    );
    await api.inTenant(id, (tx) =>
      tx
        .insertInto('settings.setting')
        .values({ tenantId: id, key: `secret of ${code}`, value: '1' })
        .execute(),
    );
  }
});
afterAll(() => database.drop());

test('D2: nothing in the catalogue lets one tenant see, reach or guess the rows of another', async () => {
  expect(await isolationFaults(owner)).toEqual([]);
});

test('D2: the check looked at the whole schema', async () => {
  const { rows } = await sql<{ tables: bigint; policies: bigint }>`
    select (select count(*) from pg_attribute a join pg_class c on c.oid = a.attrelid
        where a.attname = 'tenant_id' and c.relkind in ('r', 'p')) as tables,
      (select count(*) from pg_policy) as policies`.execute(owner.kysely);
  expect(Number(rows[0]!.tables)).toBeGreaterThanOrEqual(15);
  expect(Number(rows[0]!.policies)).toBeGreaterThanOrEqual(45);
});

test('D2: no process connects as a superuser or as one who bypasses row-level security', async () => {
  for (const role of ['api', 'radius', 'fold', 'worker', 'owner'] as const) {
    const { rows } = await sql<{ isSuper: boolean; bypasses: boolean; row_security: string }>`
      select rolsuper as is_super, rolbypassrls as bypasses from pg_roles where rolname = current_user`.execute(
      database.as(role).kysely,
    );
    expect([role, rows]).toEqual([role, [{ isSuper: false, bypasses: false }]]);
  }
});

test('D2: a partition made by the product is protected and cannot be reached by itself', async () => {
  const partitions: string[] = [];
  for (const [parent, instant] of [
    ['aaa.auth_log', '2031-05-06T07:08:09Z'],
    ['sessions.history', '2031-05-06T07:08:09Z'],
  ] as const) {
    const { rows } = await sql<{ name: string }>`
      select platform.create_partition(${parent}, ${instant}::timestamptz) as name`.execute(
      database.as('worker').kysely,
    );
    partitions.push(rows[0]!.name);
  }
  expect(partitions).toEqual(['aaa.auth_log_20310506', 'sessions.history_20310501']);
  expect(await isolationFaults(owner)).toEqual([]);
  for (const partition of partitions) {
    const read = api.inTenant(tenantA, (tx) => sql`select from ${sql.raw(partition)}`.execute(tx));
    await expect(read).rejects.toThrow(/permission denied/);
  }
});

test('D2: a partition made by hand is found', async () => {
  await asOwner(`create table aaa.auth_log_by_hand partition of aaa.auth_log
    for values from ('2032-01-01') to ('2032-01-02')`);
  try {
    expect(await isolationFaults(owner)).toEqual([
      'table aaa.auth_log_by_hand does not force row-level security',
    ]);
  } finally {
    await asOwner('drop table aaa.auth_log_by_hand');
  }
});

interface Leak {
  name: string;
  build: string[];
  /** What the check must say. */
  fault: string;
  /** Resolves to true when the leak leaks, so that the check is seen to matter. */
  leaks: () => Promise<boolean>;
}

const counts = async (work: Promise<{ rows: unknown[] }>): Promise<boolean> => (await work).rows.length > 0;
const inB = (statement: string) => api.inTenant(tenantB, (tx) => sql.raw(statement).execute(tx));

const leaks: Leak[] = [
  {
    name: 'a table that its owner reads past the policies',
    build: [
      'create table leak.note (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))',
      'alter table leak.note enable row level security',
      'create policy tenant_rows on leak.note to trunkline_api using (tenant_id = platform.tenant())',
      `insert into leak.note values ('${tenantA}', '${tenantA}')`,
    ],
    fault: 'table leak.note does not force row-level security',
    leaks: () => counts(sql.raw('select from leak.note').execute(owner.kysely)),
  },
  {
    name: 'a plain view',
    build: [
      'create view leak.setting as select * from settings.setting',
      'grant select on leak.setting to trunkline_api',
    ],
    fault: 'view leak.setting is not security_invoker',
    leaks: () => counts(inB(`select from leak.setting where tenant_id = '${tenantA}'`)),
  },
  {
    name: 'a materialized view',
    build: [
      'create materialized view leak.setting as select * from settings.setting',
      'grant select on leak.setting to trunkline_api',
    ],
    fault: 'materialized view leak.setting keeps rows of all tenants outside row-level security',
    leaks: () => counts(inB(`select from leak.setting where tenant_id = '${tenantA}'`)),
  },
  {
    name: 'a SECURITY DEFINER function',
    build: [
      `create function leak.settings() returns setof settings.setting language sql security definer
        set search_path = settings, pg_temp begin atomic select * from settings.setting; end`,
      'revoke all on function leak.settings() from public',
      'grant execute on function leak.settings() to trunkline_api',
    ],
    fault: 'function leak.settings is SECURITY DEFINER and on no list',
    leaks: () => counts(inB(`select from leak.settings() where tenant_id = '${tenantA}'`)),
  },
  {
    name: "a foreign key to another tenant's row",
    build: [
      'create table leak.parent (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id), unique (tenant_id, id))',
      `create table leak.child (tenant_id uuid not null, id uuid not null, role_tenant uuid, role_id uuid,
        primary key (tenant_id, id), constraint child_parent foreign key (role_tenant, role_id) references leak.parent (tenant_id, id))`,
      "call platform.protect('leak.parent')",
      "call platform.protect('leak.child')",
      'grant select, insert on leak.parent, leak.child to trunkline_api',
      `insert into leak.parent values ('${tenantA}', '${tenantA}')`,
    ],
    fault: 'foreign key child_parent (leak.child -> leak.parent) can name a row of another tenant',
    leaks: async () => {
      await inB(`insert into leak.child values ('${tenantB}', '${tenantB}', '${tenantA}', '${tenantA}')`);
      return true;
    },
  },
  {
    name: "a unique index that tells of another tenant's value",
    build: [
      'create table leak.customer (tenant_id uuid not null, id uuid not null, email text, primary key (tenant_id, id))',
      'create unique index customer_email on leak.customer (email)',
      "call platform.protect('leak.customer')",
      'grant select, insert on leak.customer to trunkline_api',
      `insert into leak.customer values ('${tenantA}', '${tenantA}', 'a@example.org')`,
    ],
    fault: 'unique key customer_email of leak.customer does not begin with tenant_id',
    leaks: async () => {
      const guess = inB(`insert into leak.customer values ('${tenantB}', '${tenantB}', 'a@example.org')`);
      await expect(guess).rejects.toThrow(/customer_email/);
      return true;
    },
  },
];

describe('D2: known leaks', () => {
  test.each(leaks)('D2: $name leaks, and the check finds it', async ({ build, fault, leaks }) => {
    await asOwner('create schema leak', 'grant usage on schema leak to trunkline_api', ...build);
    try {
      expect(await leaks()).toBe(true);
      expect(await isolationFaults(owner)).toContain(fault);
    } finally {
      await asOwner('drop schema leak cascade');
    }
    expect(await isolationFaults(owner)).toEqual([]);
  });
});

async function asOwner(...statements: string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(owner.kysely);
}
