import type { Nas, RouterAccess } from '../../nas/index.ts';
import { findNas } from '../../nas/index.ts';
import { lookAtNas, type TestNasDeps } from '../../enforcement/index.ts';
import { findRouter, settleFingerprint, visitRouter, type Router } from '../../routers/index.ts';
import { doctorCheckCodes, type DoctorCheck } from './doctor-check.ts';
import type { ApiFacts } from './doctor-lines.ts';
import { findDoctorRun, writeDoctorChecks, type DoctorRun } from './doctor-store.ts';
import { examineRouter } from './examine-router.ts';
import { judgeRadius } from './judge-radius.ts';
import { judgeFailure, judgeMissingApi, judgeRouter } from './judge-router.ts';

export type NasDoctorDeps = TestNasDeps;

interface RunKey {
  readonly tenantId: string;
  readonly nasId: string;
  readonly runId: string;
}

/**
 * The job behind a look of the doctor: asks the NAS over RADIUS and its API at once, and writes each half as it comes.
 * Idempotent by the run's id: one that has its result, or that another has taken the place of, is left alone.
 */
export async function runNasDoctor(deps: NasDoctorDeps, key: RunKey): Promise<void> {
  const found = await read(deps, key);
  if (!found) return;
  const { nas, run, router } = found;
  const done: DoctorCheck[] = [];
  const keep = async (checks: readonly DoctorCheck[], finishedAt: Date | null = null): Promise<void> => {
    done.push(...checks);
    const inOrder = done.toSorted(
      (a, b) => doctorCheckCodes.indexOf(a.code) - doctorCheckCodes.indexOf(b.code),
    );
    await deps.database.inTenant(key.tenantId, (tx) =>
      writeDoctorChecks(tx, { ...key, checks: inOrder, finishedAt }),
    );
  };
  await Promise.all([
    askOverRadius(deps, key, { nas, run }).then((checks) => keep(checks)),
    askOverApi(deps, key, { nas, run, router }).then((checks) => keep(checks)),
  ]);
  await keep([], new Date(deps.clock.now()));
}

interface Found {
  readonly nas: Nas;
  readonly run: DoctorRun;
  readonly router: Router | undefined;
}

function read({ database, sealer }: NasDoctorDeps, { tenantId, nasId, runId }: RunKey) {
  return database.inTenant(tenantId, async (tx): Promise<Found | undefined> => {
    const run = await findDoctorRun(tx, { tenantId, nasId });
    if (!run || run.runId !== runId || run.finishedAt !== null) return undefined;
    const nas = await findNas(tx, { tenantId, id: nasId });
    return nas && { nas, run, router: await findRouter(tx, sealer, { tenantId, nasId }) };
  });
}

async function askOverRadius(
  deps: NasDoctorDeps,
  { tenantId, nasId }: RunKey,
  { nas, run }: Pick<Found, 'nas' | 'run'>,
): Promise<DoctorCheck[]> {
  const checks = (await lookAtNas(deps, { tenantId, nasId })) ?? [];
  return judgeRadius(checks, {
    // What is pasted for datagrams does not fit a router that asks over TLS.
    isRouterOs: nas.vendor === 'mikrotik' && nas.transport === 'udp',
    server: run.server,
    coaPort: nas.coaPort,
  });
}

async function askOverApi(
  { database, clock }: NasDoctorDeps,
  { tenantId, nasId }: RunKey,
  { nas, run, router }: Found,
): Promise<DoctorCheck[]> {
  if (!router) return nas.vendor === 'mikrotik' ? [judgeMissingApi()] : [];
  const { coaPort, transport } = nas;
  const known = { server: run.server, transport, coaPort, api: factsOf(router.access) };
  const visit = await visitRouter(
    router,
    (fingerprint) =>
      database.inTenant(tenantId, (tx) => settleFingerprint(tx, { tenantId, nasId, fingerprint })),
    (client) => examineRouter(client, { username: router.access.username, nowMs: () => clock.now() }),
  );
  return visit.failure ? [judgeFailure(visit.failure, known)] : judgeRouter(visit.value, known);
}

function factsOf({ port, usesTls, username }: RouterAccess): ApiFacts {
  return { port, usesTls, username };
}
