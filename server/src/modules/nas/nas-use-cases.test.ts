import { systemClock, uuidv7 } from '@trunkline/kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createTestTenant, testDeps, type TestTenant } from '../../../test/support/test-tenant.ts';
import { changeNas } from './change-nas.ts';
import { createNas, type CreateNasInput } from './create-nas.ts';
import type { NasDeps } from './nas-deps.ts';
import { findNas } from './nas-store.ts';
import { removeNas } from './remove-nas.ts';
import { revealNasSecret } from './reveal-nas-secret.ts';
import { rotateNasSecret } from './rotate-nas-secret.ts';

let database: TestDatabase;
let deps: NasDeps;
let north: TestTenant;
let south: TestTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps(database, { clock: systemClock, seed: 1 });
  north = await createTestTenant(database, { code: 'north' });
  south = await createTestTenant(database, { code: 'south' });
});

afterAll(() => database.drop());

const input = (fields: Partial<CreateNasInput> & { name: string; prefix: string }): CreateNasInput => ({
  description: null,
  vendor: 'mikrotik',
  secret: undefined,
  messageAuthenticator: 'observe',
  coaPort: undefined,
  interimIntervalS: null,
  swapsOctets: false,
  wrapsWithoutGigawords: false,
  isEnabled: true,
  ...fields,
});

function audited(tenantId: string, subjectId: string) {
  return database
    .as('api')
    .inTenant(tenantId, (tx) =>
      tx
        .selectFrom('audit.entry')
        .select(['action', 'before', 'after'])
        .where('tenantId', '=', tenantId)
        .where('subjectId', '=', subjectId)
        .orderBy('id')
        .execute(),
    );
}

async function feedCount(id: string): Promise<number> {
  const rows = await database
    .as('radius')
    .acrossTenants((tx) =>
      tx
        .selectFrom('platform.change')
        .select('kind')
        .where('kind', '=', 'nas')
        .where('id', '=', id)
        .execute(),
    );
  return rows.length;
}

describe('adding a NAS', () => {
  test('the secret is generated, told once, and the radius role can open what is kept', async () => {
    const { nas, secret } = await createNas(deps, north.actor, input({ name: 'core', prefix: '192.0.2.1' }));
    expect(secret).toMatch(/^[A-Za-z2-9]{24}$/);
    expect(nas).toMatchObject({
      prefix: '192.0.2.1/32',
      coaPort: 1700,
      messageAuthenticator: 'observe',
      revision: 1,
    });
    expect(await revealNasSecret(deps, north.actor, { id: nas.id })).toBe(secret);
    const row = await database
      .as('radius')
      .acrossTenants((tx) =>
        tx.selectFrom('nas.nas').select('secretSealed').where('id', '=', nas.id).executeTakeFirstOrThrow(),
      );
    expect(row.secretSealed.includes(secret)).toBe(false);
  });

  test("a short secret of the person's own is kept with a warning", async () => {
    const created = await createNas(
      deps,
      north.actor,
      input({ name: 'old', prefix: '192.0.2.2', secret: 'ninechars' }),
    );
    expect(created.secret).toBe('ninechars');
    expect(created.secretWarnings).toMatchObject([{ code: 'weak_secret' }]);
  });

  test('IPv6 prefixes are kept in one form', async () => {
    const { nas } = await createNas(deps, north.actor, input({ name: 'six', prefix: '2001:0DB8:0::/48' }));
    expect(nas.prefix).toBe('2001:db8::/48');
  });

  test('a wrong prefix is refused by its field', async () => {
    await expect(
      createNas(deps, north.actor, input({ name: 'bad', prefix: '192.0.2.1/24' })),
    ).rejects.toMatchObject({
      code: 'nas.invalid',
      status: 400,
      details: [{ field: 'prefix' }],
    });
  });

  test('no tenant takes packets out of the prefix of another; within one the longer prefix may be added', async () => {
    await createNas(deps, south.actor, input({ name: 'region', prefix: '203.0.113.0/24' }));
    for (const prefix of ['203.0.113.7', '203.0.113.0/25', '203.0.112.0/20']) {
      await expect(createNas(deps, north.actor, input({ name: prefix, prefix }))).rejects.toMatchObject({
        code: 'nas.prefix_taken',
        details: [{ field: 'prefix' }],
      });
    }
    const { nas } = await createNas(deps, south.actor, input({ name: 'inside', prefix: '203.0.113.7' }));
    expect(nas.prefix).toBe('203.0.113.7/32');
  });

  test('a prefix is unique in the installation, and the error does not tell whose it is', async () => {
    await createNas(deps, south.actor, input({ name: 'secret-customer', prefix: '198.51.100.0/24' }));
    const refused = createNas(deps, north.actor, input({ name: 'mine', prefix: '198.51.100.0/24' }));
    await expect(refused).rejects.toMatchObject({
      code: 'nas.prefix_taken',
      status: 409,
      details: [{ field: 'prefix' }],
    });
    await expect(refused).rejects.not.toThrow(/south|secret-customer/);
  });

  test('a name is unique in its tenant whatever its letter case, and free in another', async () => {
    await createNas(deps, north.actor, input({ name: 'Tower', prefix: '192.0.2.10' }));
    await expect(
      createNas(deps, north.actor, input({ name: 'TOWER', prefix: '192.0.2.11' })),
    ).rejects.toMatchObject({
      code: 'nas.name_taken',
      status: 409,
    });
    await createNas(deps, south.actor, input({ name: 'Tower', prefix: '192.0.2.12' }));
  });
});

describe('a NAS that exists', () => {
  test('each act is audited without the secret and tells the radius role', async () => {
    const { nas, secret } = await createNas(
      deps,
      north.actor,
      input({ name: 'audited', prefix: '192.0.2.20' }),
    );
    await changeNas(deps, north.actor, {
      id: nas.id,
      revision: 1,
      change: { isEnabled: false, coaPort: 3799 },
    });
    const rotated = await rotateNasSecret(deps, north.actor, { id: nas.id, secret: undefined });
    await revealNasSecret(deps, north.actor, { id: nas.id });
    expect(await feedCount(nas.id)).toBe(3);
    await removeNas(deps, north.actor, { id: nas.id });
    expect(await feedCount(nas.id)).toBe(4);
    const entries = await audited(north.tenantId, nas.id);
    expect(entries.map((entry) => entry.action)).toEqual([
      'nas.created',
      'nas.changed',
      'nas.secret_rotated',
      'nas.secret_revealed',
      'nas.deleted',
    ]);
    expect(entries[1]).toMatchObject({
      before: { isEnabled: true, coaPort: 1700 },
      after: { isEnabled: false, coaPort: 3799 },
    });
    expect(rotated.secret).not.toBe(secret);
    for (const value of [secret, rotated.secret]) expect(JSON.stringify(entries)).not.toContain(value);
  });

  test('a change of an older revision is refused with the present row', async () => {
    const { nas } = await createNas(deps, north.actor, input({ name: 'revised', prefix: '192.0.2.30' }));
    await changeNas(deps, north.actor, { id: nas.id, revision: 1, change: { name: 'revised first' } });
    await expect(
      changeNas(deps, north.actor, { id: nas.id, revision: 1, change: { name: 'revised second' } }),
    ).rejects.toMatchObject({
      code: 'nas.revision_conflict',
      status: 409,
      data: { name: 'revised first', revision: 2 },
    });
  });

  test("another tenant's NAS is not there: not to change, reveal, rotate or delete", async () => {
    const { nas } = await createNas(deps, south.actor, input({ name: 'theirs', prefix: '192.0.2.40' }));
    const target = { id: nas.id };
    const notFound = { code: 'nas.not_found', status: 404 };
    await expect(
      changeNas(deps, north.actor, { ...target, revision: 1, change: { isEnabled: false } }),
    ).rejects.toMatchObject(notFound);
    await expect(revealNasSecret(deps, north.actor, target)).rejects.toMatchObject(notFound);
    await expect(rotateNasSecret(deps, north.actor, { ...target, secret: undefined })).rejects.toMatchObject(
      notFound,
    );
    await expect(removeNas(deps, north.actor, target)).rejects.toMatchObject(notFound);
    const kept = await database
      .as('api')
      .inTenant(south.tenantId, (tx) => findNas(tx, { tenantId: south.tenantId, ...target }));
    expect(kept).toEqual(nas);
  });

  test('a NAS with a session stays, and the answer says to disable it', async () => {
    const { nas } = await createNas(deps, north.actor, input({ name: 'busy', prefix: '192.0.2.50' }));
    await database.as('fold').acrossTenants((tx) =>
      tx
        .insertInto('sessions.session')
        .values({
          tenantId: north.tenantId,
          id: uuidv7(),
          nasId: nas.id,
          nasAddress: '192.0.2.50',
          acctSessionId: '81000001',
          epoch: 0,
          username: 'ali',
          startedAt: new Date(0),
          lastSeenAt: new Date(0),
        })
        .execute(),
    );
    await expect(removeNas(deps, north.actor, { id: nas.id })).rejects.toMatchObject({
      code: 'nas.in_use',
      status: 409,
      message: expect.stringContaining('isEnabled'),
    });
    expect((await audited(north.tenantId, nas.id)).map((entry) => entry.action)).toEqual(['nas.created']);
  });
});
