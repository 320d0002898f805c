import { ManualClock, uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSales, type Sales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';

let database: TestDatabase;
let tenant: TestTenant;
let sales: Sales;
let subscriberId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  sales = createSales(database, { clock: new ManualClock(0), seed: 82 });
  tenant = await createTestTenant(database, { code: 'north' });
});
beforeEach(async () => {
  const username = `user${uuidv7().replaceAll('-', '')}`;
  subscriberId = (await sales.subscriber(tenant, { username, fullName: 'Ann Lee', macBinding: 'learn' })).id;
});
afterAll(() => database.drop());

async function termsOf(subject: string): Promise<string[]> {
  const { rows } = await database.as('api').inTenant(tenant.tenantId, (tx) =>
    sql<{ term: string }>`select kind || ' ' || term as term from search.term
      where tenant_id = ${tenant.tenantId} and subject = ${subject} and term not like 'user%'
      order by kind, term`.execute(tx),
  );
  return rows.map(({ term }) => term);
}

describe('the terms of a row', () => {
  test('follow its changes in the same transaction, and go back with it', async () => {
    const { tenantId } = tenant;
    const rename = (fullName: string, fail: boolean): Promise<void> =>
      database.as('api').inTenant(tenantId, async (tx) => {
        await tx
          .updateTable('subscribers.subscriber')
          .set({ fullName })
          .where('tenantId', '=', tenantId)
          .where('id', '=', subscriberId)
          .execute();
        if (fail) throw new Error('taken back');
      });
    expect(await termsOf(subscriberId)).toEqual(['word ann', 'word lee']);
    await rename('Ann Park', false);
    expect(await termsOf(subscriberId)).toEqual(['word ann', 'word park']);
    await expect(rename('Nobody', true)).rejects.toThrow('taken back');
    expect(await termsOf(subscriberId)).toEqual(['word ann', 'word park']);
  });

  test('know a device that the radius role learned, which can read none of them', async () => {
    const radius = database.as('radius');
    await radius.acrossTenants((tx) =>
      sql`update subscribers.subscriber set macs = array['02:00:00:00:00:0a'::macaddr], revision = revision + 1
        where tenant_id = ${tenant.tenantId} and id = ${subscriberId}`.execute(tx),
    );
    expect(await termsOf(subscriberId)).toContain('mac 02000000000a');
    await expect(radius.acrossTenants((tx) => sql`select from search.term`.execute(tx))).rejects.toThrow(
      'permission denied',
    );
  });

  test('of a NAS go when it goes', async () => {
    const { tenantId } = tenant;
    const id = uuidv7();
    await database.as('api').inTenant(tenantId, async (tx) => {
      await tx
        .insertInto('nas.nas')
        .values({
          tenantId,
          id,
          name: 'POP Straße 1',
          prefix: '192.0.2.9/32',
          secretSealed: Buffer.alloc(1),
          vendor: 'generic',
          coaPort: 3799,
        })
        .execute();
    });
    expect(await termsOf(id)).toEqual([
      'nas 1',
      'nas 192.0.2.9',
      'nas pop',
      'nas pop strasse 1',
      'nas strasse',
    ]);
    await database
      .as('api')
      .inTenant(tenantId, (tx) =>
        tx.deleteFrom('nas.nas').where('tenantId', '=', tenantId).where('id', '=', id).execute(),
      );
    expect(await termsOf(id)).toEqual([]);
  });

  test('are written by nobody else', async () => {
    const { tenantId } = tenant;
    await expect(
      database.as('api').inTenant(tenantId, (tx) => sql`delete from search.term`.execute(tx)),
    ).rejects.toThrow('permission denied');
  });
});
