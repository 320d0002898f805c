import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import { worstOf, type DoctorCheck, type DoctorState } from './doctor-check.ts';
import type { DoctorServer } from './doctor-lines.ts';

/** A tenant with more NAS than this sees the first ones in the order of their names. */
const mostNas = 2_000;

/** One look at a NAS: the last that was asked for. */
export interface DoctorRun {
  readonly nasId: string;
  readonly runId: string;
  readonly requestedAt: Date;
  readonly requestedByName: string;
  readonly server: DoctorServer;
  /** Null while the worker is at it. */
  readonly finishedAt: Date | null;
  readonly checks: readonly DoctorCheck[];
}

interface Key {
  readonly tenantId: string;
  readonly nasId: string;
}

const shown = ['nasId', 'runId', 'requestedAt', 'requestedByName', 'server', 'finishedAt', 'checks'] as const;

export async function findDoctorRun(tx: Tx, { tenantId, nasId }: Key): Promise<DoctorRun | undefined> {
  const row = await tx
    .selectFrom('diagnosis.nasDoctor')
    .select(shown)
    .where('tenantId', '=', tenantId)
    .where('nasId', '=', nasId)
    .executeTakeFirst();
  return row as DoctorRun | undefined;
}

/** Begins anew: what an earlier look has found is gone. */
export async function startDoctorRun(
  tx: Tx,
  { tenantId, server, ...run }: Omit<DoctorRun, 'finishedAt' | 'checks'> & { tenantId: string },
): Promise<void> {
  const fresh = { ...run, server: JSON.stringify(server), finishedAt: null, checks: '[]' };
  await tx
    .insertInto('diagnosis.nasDoctor')
    .values({ tenantId, ...fresh })
    .onConflict((conflict) => conflict.columns(['tenantId', 'nasId']).doUpdateSet(fresh))
    .execute();
}

/** Keeps what was found so far; nothing, where another look has begun. */
export async function writeDoctorChecks(
  tx: Tx,
  {
    tenantId,
    nasId,
    runId,
    checks,
    finishedAt,
  }: Key & { runId: string; checks: readonly DoctorCheck[]; finishedAt: Date | null },
): Promise<void> {
  await tx
    .updateTable('diagnosis.nasDoctor')
    .set({ checks: JSON.stringify(checks), finishedAt })
    .where('tenantId', '=', tenantId)
    .where('nasId', '=', nasId)
    .where('runId', '=', runId)
    .execute();
}

/** How the last finished look at a NAS came out. */
export interface DoctorSummary {
  readonly nasId: string;
  readonly state: DoctorState | null;
  readonly checkedAt: Date;
  readonly failing: readonly DoctorCheck[];
}

export async function listDoctorSummaries(tx: Tx, tenantId: string): Promise<DoctorSummary[]> {
  const { rows } = await sql<{ nasId: string; finishedAt: Date; checks: DoctorCheck[] }>`
    select d.nas_id, d.finished_at, d.checks from diagnosis.nas_doctor d
      join nas.nas n on n.tenant_id = d.tenant_id and n.id = d.nas_id
    where d.tenant_id = ${tenantId} and d.finished_at is not null
    order by lower(n.name) limit ${mostNas}`.execute(tx);
  return rows.map(({ nasId, finishedAt, checks }) => ({
    nasId,
    checkedAt: finishedAt,
    state: worstOf(checks) ?? null,
    failing: checks.filter(({ state }) => state === 'fail' || state === 'warn'),
  }));
}
