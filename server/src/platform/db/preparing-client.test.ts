import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { Database } from './database.ts';

let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({
    url: testDatabase.urls.owner,
    applicationName: 'test-preparing',
    maxConnections: 1,
    statementTimeoutMs: 10_000,
    preparesStatements: true,
  });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function prepared(): Promise<string[]> {
  const { rows } = await database.pool.query<{ statement: string }>(
    'select statement from pg_prepared_statements',
  );
  return rows.map(({ statement }) => statement);
}

async function ask(n: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`select ${n}::integer as n`.execute(database.kysely);
  return rows[0]!.n;
}

describe('a connection that prepares', () => {
  test('prepares what comes again, and answers each time with what was asked', async () => {
    expect([await ask(1), await ask(2)]).toEqual([1, 2]);
    expect(await prepared()).toEqual([]);
    expect([await ask(3), await ask(4)]).toEqual([3, 4]);
    expect(await prepared()).toEqual(['select $1::integer as n']);
  });

  test('prepares no more than its bound', async () => {
    for (let number = 0; number < 60; number += 1) {
      const texts = sql.join(Array.from({ length: number + 2 }, (_, place) => sql`${place}::integer`));
      for (let use = 0; use < 4; use += 1) await sql`select ${texts}`.execute(database.kysely);
    }
    expect(await prepared()).toHaveLength(40);
  });
});

describe('a table that is altered while the connection is open', () => {
  test('fails the statement that meets the change, and no later one', async () => {
    const other = new Database({
      url: testDatabase.urls.owner,
      applicationName: 'test-preparing',
      maxConnections: 1,
      statementTimeoutMs: 10_000,
      preparesStatements: true,
    });
    try {
      await other.pool.query('create table public.altered (n integer)');
      const ask = () => sql`select * from public.altered where n = ${1}`.execute(other.kysely);
      for (let use = 0; use < 4; use += 1) await ask();
      await other.pool.query('alter table public.altered add column more text');
      await expect(ask()).rejects.toThrow('cached plan must not change result type');
      for (let use = 0; use < 4; use += 1) await expect(ask()).resolves.toMatchObject({ rows: [] });
    } finally {
      await other.close();
    }
  });
});
