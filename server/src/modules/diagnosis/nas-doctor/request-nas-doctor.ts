import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/http/index.ts';
import { enqueueJob } from '../../../platform/jobs/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { findNas, findServerAddress, nasErrors, readOwnPorts, readRadiusPorts } from '../../nas/index.ts';
import { loadSettings } from '../../settings/index.ts';
import { findDoctorRun, startDoctorRun, type DoctorRun } from './doctor-store.ts';

/** A click while one is under way joins it; after this long its job is taken for lost. */
const joinsWithinMs = 30_000;

export interface RequestDoctorDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  /** Where this installation takes RADIUS by its settings; the role that takes it knows better. */
  readonly radius: { readonly authPort: number; readonly acctPort: number };
}

/** Has the worker look at a NAS, check by check. One at a time for each NAS. */
export function requestNasDoctor(
  { database, clock, random, radius }: RequestDoctorDeps,
  actor: Actor,
  { nasId, host }: { nasId: string; host: string },
): Promise<DoctorRun> {
  const { tenantId } = actor;
  const requestedAt = new Date(clock.now());
  return database.inTenant(tenantId, async (tx) => {
    const nas = await findNas(tx, { tenantId, id: nasId });
    if (!nas) throw nasErrors.notFound();
    const present = await findDoctorRun(tx, { tenantId, nasId });
    const isUnderWay =
      present?.finishedAt === null && requestedAt.getTime() - present.requestedAt.getTime() < joinsWithinMs;
    if (isUnderWay) return present;
    const { 'radius.serverAddress': setting } = await loadSettings(tx, tenantId);
    const own = nas.usesOwnPort ? await readOwnPorts(tx, tenantId) : undefined;
    const { authPort, acctPort } = own ?? (await readRadiusPorts(tx)) ?? radius;
    const address = findServerAddress({ asked: undefined, setting, host });
    const run = {
      nasId,
      runId: uuidv7(clock, random),
      requestedAt,
      requestedByName: actor.name,
      server: {
        address: address?.address ?? null,
        isGuess: address?.source === 'host',
        authPort,
        acctPort,
      },
    };
    await startDoctorRun(tx, { tenantId, ...run });
    await recordAudit(tx, actor, {
      action: 'nas.doctor_requested',
      subjectKind: 'nas',
      subjectId: nasId,
      subjectName: nas.name,
      before: null,
      after: null,
    });
    await enqueueJob(tx, {
      task: 'nas-doctor',
      payload: { tenantId, nasId, runId: run.runId },
      queue: `nas-doctor:${nasId}`,
      key: `nas-doctor:${run.runId}`,
    });
    return { ...run, finishedAt: null, checks: [] };
  });
}
