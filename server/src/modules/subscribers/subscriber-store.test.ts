import { ManualClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSales } from '../../../test/support/test-sales.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, type TestTenant } from '../../../test/support/test-tenant.ts';
import { createNas } from '../nas/create-nas.ts';
import { lockFreeSubscribers, lockSubscriber } from './subscriber-store.ts';

let database: TestDatabase;
let tenant: TestTenant;
let subscriberId: string;
let nasId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const sales = createSales(database, { clock: new ManualClock(0), seed: 51 });
  tenant = await createTestTenant(database, { code: 'north' });
  subscriberId = (await sales.subscriber(tenant)).id;
  const { nas } = await createNas(sales.deps, tenant.actor, {
    name: 'core',
    description: null,
    prefix: '192.0.2.1',
    vendor: 'generic',
    secret: undefined,
    messageAuthenticator: 'observe',
    coaPort: undefined,
    interimIntervalS: null,
    swapsOctets: false,
    wrapsWithoutGigawords: false,
    isEnabled: true,
  });
  nasId = nas.id;
});

afterAll(() => database.drop());

describe('a locked subscriber', () => {
  test('does not hold up the fold, whose rows refer to it', async () => {
    const { tenantId } = tenant;
    await database.as('api').inTenant(tenantId, async (tx) => {
      await lockSubscriber(tx, { tenantId, id: subscriberId });
      // Waits for the lock, and fails, if the lock were for a deletion as well.
      await database.as('fold').acrossTenants((other) =>
        other
          .insertInto('sessions.session')
          .values({
            tenantId,
            id: uuidv7(),
            nasId,
            nasAddress: '192.0.2.1',
            subscriberId,
            acctSessionId: '81000001',
            epoch: 0,
            username: 'ali',
            startedAt: new Date(0),
            lastSeenAt: new Date(0),
          })
          .execute(),
      );
    });
  });

  test('is left out by whoever takes only what is free', async () => {
    const { tenantId } = tenant;
    const free = () =>
      database
        .as('worker')
        .inTenant(tenantId, (tx) => lockFreeSubscribers(tx, { tenantId, ids: [subscriberId] }));
    await database.as('api').inTenant(tenantId, async (tx) => {
      await lockSubscriber(tx, { tenantId, id: subscriberId });
      expect([...(await free()).keys()]).toEqual([]);
    });
    expect([...(await free()).keys()]).toEqual([subscriberId]);
  });
});
