import { cryptoRandom } from '@trunkline/kit';
import { findCoaTest, type CoaTest } from '../../src/modules/enforcement/nas-test/coa-test-store.ts';
import { testCoa } from '../../src/modules/enforcement/index.ts';
import { requestCoaTest } from '../../src/modules/enforcement/nas-test/request-coa-test.ts';
import { testKeys } from '../support/test-tenant.ts';
import { nextAddress, type EnforcementWorld, type PlayedNas } from './enforcement-world.ts';
import type { PlayedRouter } from './played-router.ts';

/** Asks for a test of CoA and does the worker's part of it. */
export async function runCoaTest(
  { tenant, database, clock, client }: EnforcementWorld,
  { nasId }: PlayedNas,
  { storesPort }: { storesPort: boolean },
): Promise<CoaTest> {
  const { tenantId, actor } = tenant;
  const deps = { database: database.as('api'), clock, random: cryptoRandom };
  const { id } = await requestCoaTest(deps, actor, { nasId, storesPort });
  const retransmission = { initialMs: 60, maxWaitMs: 60, maxAttempts: 2, maxTotalMs: 150 };
  const send = client.send.bind(client);
  const worker = { database: database.as('worker'), sealer: testKeys.sealer, clock, send };
  await testCoa({ ...worker, retransmission }, { tenantId, testId: id });
  return (await database.as('api').inTenant(tenantId, (tx) => findCoaTest(tx, { tenantId, id })))!;
}

export function setCoaPort(
  { database }: EnforcementWorld,
  { nasId, tenantId }: PlayedNas,
  coaPort: number,
): Promise<unknown> {
  return database
    .as('api')
    .inTenant(tenantId, (tx) => tx.updateTable('nas.nas').set({ coaPort }).where('id', '=', nasId).execute());
}

/** The NAS gets another address: who has the old one nobody knows. */
export function movePrefix({ database }: EnforcementWorld, { nasId, tenantId }: PlayedNas): Promise<unknown> {
  const prefix = `${nextAddress()}/32`;
  return database
    .as('api')
    .inTenant(tenantId, (tx) => tx.updateTable('nas.nas').set({ prefix }).where('id', '=', nasId).execute());
}

/** The NAS becomes a prefix of several routers, and its API is that of another one of them. */
export function reachApiAt(
  { database }: EnforcementWorld,
  { nasId, tenantId }: PlayedNas,
  { address, device }: PlayedRouter,
): Promise<unknown> {
  const change = { prefix: '127.31.0.0/16', apiAddress: address, apiPort: device.port };
  return database
    .as('api')
    .inTenant(tenantId, (tx) => tx.updateTable('nas.nas').set(change).where('id', '=', nasId).execute());
}

export async function coaPortOf(
  { database }: EnforcementWorld,
  { nasId, tenantId }: PlayedNas,
): Promise<number> {
  const row = await database
    .as('api')
    .inTenant(tenantId, (tx) =>
      tx.selectFrom('nas.nas').select('coaPort').where('id', '=', nasId).executeTakeFirstOrThrow(),
    );
  return row.coaPort;
}
