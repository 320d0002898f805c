import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom, uuidv7, type Clock } from '@trunkline/kit';
import { openCertificateAuthority } from '../../src/platform/certificates/index.ts';
import { localActor, type Actor } from '../../src/platform/http/index.ts';
import { createKeys, masterKeyBytes, type Keys } from '../../src/platform/keys/index.ts';
import type { TestDatabase } from './test-database.ts';

export interface TestTenant {
  tenantId: string;
  /** May do everything in this tenant. */
  actor: Actor;
}

/** A tenant of its own in a test database, entered as the platform operator would. */
export async function createTestTenant(
  database: TestDatabase,
  {
    code,
    currency = 'EUR',
    timeZone = 'Europe/Berlin',
  }: { code: string; currency?: string; timeZone?: string },
): Promise<TestTenant> {
  const tenantId = uuidv7();
  await database
    .as('api')
    .asOperator((tx) =>
      tx
        .insertInto('tenancy.tenant')
        .values({ id: tenantId, code, name: code, currency, timeZone })
        .execute(),
    );
  return { tenantId, actor: localActor('cli', tenantId) };
}

/** Keys under a master key that every test shares. */
export const testKeys: Keys = createKeys(Buffer.alloc(masterKeyBytes, 7));

/** Where the authority of certificates lies that every test shares. */
export const testKeysDirectory = join(tmpdir(), 'trunkline-test-keys');

/** What use cases take, over a test database: real keys, the given clock, a seeded random source. */
export function testDeps(database: TestDatabase, { clock, seed }: { clock: Clock; seed: number }) {
  return {
    database: database.as('api'),
    sealer: testKeys.sealer,
    clock,
    random: new SeededRandom(seed),
    radius: { authPort: 1812, acctPort: 1813 },
    radsecName: 'radsec.test',
    openAuthority: () => openCertificateAuthority({ keysDirectory: testKeysDirectory, clock }),
  };
}
