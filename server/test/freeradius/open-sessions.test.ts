import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { QueueFold } from '../../src/roles/fold/queue-fold.ts';
import { recordOf } from '../accounting/accounting-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createQueueFold, createQueueWorld, foldAll, type QueueWorld } from './queue-world.ts';

let database: TestDatabase;
let world: QueueWorld;
let fold: QueueFold;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await createQueueWorld(database);
  fold = createQueueFold(database);
});

describe('open_sessions', () => {
  it('counts a session from its Start on, once, until its Stop, whoever keeps it', async () => {
    const { writer, heard, line, nas } = world;
    expect(await open('anna')).toBe('0');
    await writer.start(heard({ atS: 0 }));
    expect(await open('anna')).toBe('1');
    await foldAll(fold);
    expect(await open('anna')).toBe('1');
    await line.write([recordOf(nas, { status: 'Start', atS: 0, sessionId: 'ours' })]);
    await line.foldAll();
    expect(await open('anna')).toBe('2');
    await writer.stop(heard({ atS: 10 }));
    await foldAll(fold);
    expect(await open('anna')).toBe('1');
  });

  it('counts the sessions of a device under each address that it has rows for', async () => {
    const alias = 'aa:bb:cc:00:00:02';
    await database.as('worker').acrossTenants((tx) =>
      sql`insert into radius.radcheck (tenant_id, subscriber_id, username, attribute, op, value)
        values (${world.tenant.tenantId}, ${world.anna.subscriberId}, ${alias}, 'Auth-Type', ':=', 'Accept')`.execute(
        tx,
      ),
    );
    await world.writer.start(world.heard({ atS: 0 }));
    await foldAll(fold);
    expect(await open(alias)).toBe('1');
    world = await createQueueWorld(database);
    expect(await open(alias)).toBe('0');
  });

  it('leaves out the device that dials again at its router, and the sessions of other tenants', async () => {
    const station = 'AA:BB:CC:DD:EE:FF';
    await world.writer.start(world.heard({ atS: 0, station }));
    await foldAll(fold);
    expect(await open('anna', 'aa-bb-cc-dd-ee-ff', world.nas.nasAddress)).toBe('0');
    expect(await open('anna', 'aa-bb-cc-dd-ee-ff', '10.99.99.99')).toBe('1');
    world = await createQueueWorld(database);
    expect(await open('anna')).toBe('0');
  });
});

async function open(
  name: string,
  station: string | null = null,
  router: string | null = null,
): Promise<string> {
  const { rows } = await database.as('owner').inTenant(world.tenant.tenantId, (tx) =>
    sql<{
      open: string;
    }>`select radius.open_sessions(${name}, ${station}, ${router}::inet)::text as open`.execute(tx),
  );
  return rows[0]!.open;
}
