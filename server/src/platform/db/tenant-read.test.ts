import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uuidv7 } from '@trunkline/kit';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { Database, type Tx } from './database.ts';

let testDatabase: TestDatabase;
let database: Database;
const tenantA = uuidv7();
const tenantB = uuidv7();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({
    url: testDatabase.urls.api,
    applicationName: 'test-read',
    maxConnections: 1,
    statementTimeoutMs: 10_000,
    preparesStatements: true,
  });
  for (const id of [tenantA, tenantB]) {
    const code = id.slice(-8);
    await database.asOperator((tx) =>
      tx
        .insertInto('tenancy.tenant')
        .values({ id, code, name: code, currency: 'USD', timeZone: 'UTC' })
        .execute(),
    );
    await database.inTenant(id, (tx) => addSetting(tx, id));
  }
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function addSetting(tx: Tx, tenantId: string): Promise<void> {
  await tx.insertInto('settings.setting').values({ tenantId, key: 'x', value: '1' }).execute();
}

async function tenantsSeen(tx: Tx): Promise<string[]> {
  const rows = await tx.selectFrom('settings.setting').select('tenantId').where('key', '=', 'x').execute();
  return rows.map(({ tenantId }) => tenantId);
}

describe('a read as a tenant', () => {
  test('sees the rows of its tenant alone, with names as everywhere, again when prepared', async () => {
    for (let round = 0; round < 5; round += 1) {
      for (const tenantId of [tenantA, tenantB]) {
        expect(await database.readInTenant(tenantId, tenantsSeen)).toEqual([tenantId]);
      }
    }
  });

  test('leaves no tenant behind on the connection, and none where it fails', async () => {
    const left = async (): Promise<unknown> => {
      const { rows } = await sql<{ tenant: string | null; only: string }>`
        select nullif(current_setting('app.tenant', true), '') as tenant, current_setting('transaction_read_only') as only`.execute(
        database.kysely,
      );
      return rows[0];
    };
    await database.readInTenant(tenantA, tenantsSeen);
    expect(await left()).toEqual({ tenant: null, only: 'off' });
    for (const broken of [sql`select 1 / ${0}`, sql`select nothing from nowhere where ${1} = 1`]) {
      for (let use = 0; use < 5; use += 1) {
        await expect(database.readInTenant(tenantA, (tx) => broken.execute(tx))).rejects.toThrow();
        expect(await left()).toEqual({ tenant: null, only: 'off' });
      }
    }
    expect(await database.readInTenant(tenantB, tenantsSeen)).toEqual([tenantB]);
  });

  test('writes nothing', async () => {
    await expect(database.readInTenant(tenantA, (tx) => addSetting(tx, tenantA))).rejects.toThrow(
      /read-only transaction/,
    );
  });

  test('keeps its tenant in each of several statements, also at once', async () => {
    const seen = await database.readInTenant(tenantA, async (tx) => {
      const first = await tenantsSeen(tx);
      return [first, ...(await Promise.all([tenantsSeen(tx), tenantsSeen(tx)]))];
    });
    expect(seen).toEqual([[tenantA], [tenantA], [tenantA]]);
  });

  test('is of no use after its end, when the connection may be in a transaction of somebody else', async () => {
    const kept = await database.readInTenant(tenantA, (tx) => Promise.resolve(tx));
    await database.inTenant(tenantB, async (tx) => {
      await expect(tenantsSeen(kept)).rejects.toThrow('after its end');
      expect(await tenantsSeen(tx)).toEqual([tenantB]);
    });
  });

  test('says what is wrong with a value that cannot be sent, and goes on', async () => {
    const odd = {
      toPostgres: () => {
        throw new Error('an odd value');
      },
    };
    for (let use = 0; use < 5; use += 1) {
      await expect(
        database.readInTenant(tenantA, (tx) => sql`select ${odd}::text`.execute(tx)),
      ).rejects.toThrow('an odd value');
    }
    expect(await database.readInTenant(tenantA, tenantsSeen)).toEqual([tenantA]);
  });
});
