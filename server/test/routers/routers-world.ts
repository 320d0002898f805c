import { SeededRandom } from '@trunkline/kit';
import type { RouterosDevice, RouterosDeviceOptions, SteadySessionPlan } from '@trunkline/simulators';
import { nasApiPasswordBinding } from '../../src/modules/nas/index.ts';
import { RouterPool, settleFingerprint } from '../../src/modules/routers/index.ts';
import { wireQuotaSync } from '../../src/roles/worker/start-quota-sync.ts';
import { insertNas, type AccountingLine, type TestNas } from '../accounting/accounting-world.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { routerUser, startTestRouter } from '../support/test-router.ts';
import { testKeys } from '../support/test-tenant.ts';

export interface TestRouter extends TestNas {
  readonly device: RouterosDevice;
}

/** A simulated router, its NAS, and what the worker knows of both. */
export async function addRouter(
  database: TestDatabase,
  {
    tenantId,
    prefix,
    line,
    ...options
  }: { tenantId: string; prefix: string; line: AccountingLine } & Partial<RouterosDeviceOptions>,
): Promise<TestRouter> {
  const device = await startTestRouter({ clock: line.clock, ...options });
  const nas = await insertNas(database, { tenantId }, { prefix });
  await setApi(database, nas, { port: device.port, usesTls: false });
  return { ...nas, device };
}

export function setApi(
  database: TestDatabase,
  { tenantId, nasId }: TestNas,
  { port, usesTls, password = routerUser.password }: { port: number; usesTls: boolean; password?: string },
): Promise<unknown> {
  const sealed = testKeys.sealer.seal(Buffer.from(password), nasApiPasswordBinding({ tenantId, id: nasId }));
  return database.as('api').inTenant(tenantId, (tx) =>
    tx
      .updateTable('nas.nas')
      .set({
        apiAddress: '127.0.0.1',
        apiPort: port,
        apiUsesTls: usesTls,
        apiUsername: routerUser.name,
        apiPasswordSealed: sealed,
      })
      .where('tenantId', '=', tenantId)
      .where('id', '=', nasId)
      .execute(),
  );
}

/** The worker's look at routers, wired as in the role; what nobody expects fails the test that asks for `faults`. */
export function openSync(database: TestDatabase, { clock }: Pick<AccountingLine, 'clock'>) {
  const faults: unknown[] = [];
  const worker = database.as('worker');
  const pool = new RouterPool({
    clock,
    random: new SeededRandom(1),
    learnFingerprint: ({ tenantId, nasId }, fingerprint) =>
      worker.acrossTenants((tx) => settleFingerprint(tx, { tenantId, nasId, fingerprint })),
  });
  const { sync, zones } = wireQuotaSync({
    database: worker,
    sealer: testKeys.sealer,
    pool,
    clock,
    onFault: (error) => faults.push(error),
  });
  return {
    sync,
    zones,
    pool,
    faults,
    /** So many looks at every router, 30 s apart. */
    async look(times = 1): Promise<void> {
      for (let look = 0; look < times; look++) {
        clock.advance(30_000);
        await sync.load();
        await sync.passAll();
      }
      if (faults.length > 0) throw faults[0];
    },
  };
}

let sessions = 0;

/** Somebody on the line of a router, who uses nothing by themselves. */
export function planOf(fields: Partial<SteadySessionPlan> & { userName: string }): SteadySessionPlan {
  const number = ++sessions;
  return {
    callerId: `02:00:00:00:${hex(number >> 8)}:${hex(number & 255)}`,
    address: `10.200.${number >> 8}.${number & 255}`,
    sessionId: `8170${number.toString(16).padStart(4, '0')}`,
    demand: { uploadBps: 0, downloadBps: 0 },
    ...fields,
  };
}

function hex(octet: number): string {
  return octet.toString(16).toUpperCase().padStart(2, '0');
}
