import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from '@trunkline/kit';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';

let database: TestDatabase;
const tenantA = uuidv7();
const tenantB = uuidv7();

beforeAll(async () => {
  database = await createTestDatabase();
  const api = database.as('api');
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
  }
});

afterAll(() => database.drop());

test('a connection without a tenant sees no tenant rows', async () => {
  const api = database.as('api');
  await api.inTenant(tenantA, (tx) =>
    tx.insertInto('settings.setting').values({ tenantId: tenantA, key: 'x', value: '1' }).execute(),
  );
  const rows = await api.acrossTenants((tx) => tx.selectFrom('settings.setting').selectAll().execute());
  expect(rows).toEqual([]);
});

test('the role for backups may read everything that a dump holds, and nothing hides rows from it', async () => {
  const { rows } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'S', 'v') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not (case c.relkind when 'S' then has_sequence_privilege(c.oid, 'select') else has_table_privilege(c.oid, 'select') end
        and has_schema_privilege(n.oid, 'usage'))`.execute(database.as('backup').kysely);
  expect(rows).toEqual([]);
  const seen = await sql<{ tenantId: string }>`select tenant_id from settings.setting`.execute(
    database.as('backup').kysely,
  );
  expect(seen.rows).toEqual([{ tenantId: tenantA }]);
});

test('a tenant neither sees nor writes the rows of another', async () => {
  const api = database.as('api');
  const seen = await api.inTenant(tenantB, (tx) => tx.selectFrom('settings.setting').selectAll().execute());
  expect(seen).toEqual([]);
  await expect(
    api.inTenant(tenantB, (tx) =>
      tx.insertInto('settings.setting').values({ tenantId: tenantA, key: 'y', value: '1' }).execute(),
    ),
  ).rejects.toThrow(/row-level security/);
});

test('int8 arrives as bigint and a date as its text', async () => {
  const { rows } = await sql<{ big: bigint; bigs: bigint[]; day: string }>`
    select 9007199254740993 as big, array[1::int8, 2::int8] as bigs, date '2026-02-28' as day`.execute(
    database.as('api').kysely,
  );
  expect(rows[0]).toEqual({ big: 9007199254740993n, bigs: [1n, 2n], day: '2026-02-28' });
});
