import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { ChangedSession, SessionIdentifier } from '../../aaa/index.ts';
import type { NasVendor } from '../../nas/index.ts';
import type { CoaTestResult } from './coa-test.ts';
import type { AppliedTerms } from '../terms/enforced-terms.ts';

export interface CoaTest {
  id: string;
  nasId: string;
  requestedAt: Date;
  requestedBy: string | null;
  requestedByName: string;
  storesPort: boolean;
  /** Null until the worker has asked. */
  finishedAt: Date | null;
  result: CoaTestResult | null;
}

const shown = [
  'id',
  'nasId',
  'requestedAt',
  'requestedBy',
  'requestedByName',
  'storesPort',
  'finishedAt',
  'result',
] as const;

export async function insertCoaTest(
  tx: Tx,
  row: Omit<CoaTest, 'finishedAt' | 'result'> & { tenantId: string },
): Promise<CoaTest> {
  const found = await tx
    .insertInto('enforcement.coaTest')
    .values(row)
    .returning(shown)
    .executeTakeFirstOrThrow();
  return { ...found, result: null };
}

export async function findCoaTest(
  tx: Tx,
  { tenantId, nasId, id }: { tenantId: string; nasId?: string; id: string },
): Promise<CoaTest | undefined> {
  let query = tx
    .selectFrom('enforcement.coaTest')
    .select(shown)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id);
  if (nasId !== undefined) query = query.where('nasId', '=', nasId);
  const row = await query.executeTakeFirst();
  return row && { ...row, result: row.result as unknown as CoaTestResult | null };
}

/** The test of this NAS that still waits for the worker, if it was asked for after `since`. */
export async function findWaitingCoaTest(
  tx: Tx,
  { tenantId, nasId, since }: { tenantId: string; nasId: string; since: Date },
): Promise<CoaTest | undefined> {
  const row = await tx
    .selectFrom('enforcement.coaTest')
    .select(shown)
    .where('tenantId', '=', tenantId)
    .where('nasId', '=', nasId)
    .where('finishedAt', 'is', null)
    .where('requestedAt', '>=', since)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { ...row, result: null };
}

/** Written once; a second run of the job changes nothing. */
export async function finishCoaTest(
  tx: Tx,
  {
    tenantId,
    id,
    result,
    finishedAt,
  }: { tenantId: string; id: string; result: CoaTestResult; finishedAt: Date },
): Promise<void> {
  await tx
    .updateTable('enforcement.coaTest')
    .set({ result: JSON.stringify(result), finishedAt })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('finishedAt', 'is', null)
    .execute();
}

/** A session to test with, and what it has. */
export interface TestedSession extends ChangedSession {
  readonly id: string;
  readonly nasAddress: string;
  readonly applied: AppliedTerms;
}

export interface CoaTestTarget {
  readonly name: string;
  readonly vendor: NasVendor;
  readonly coaPort: number;
  readonly secretSealed: Buffer;
  readonly session: TestedSession | undefined;
}

/** The NAS, and the open session there that was heard of last of those whose terms are known and stand. */
export async function readCoaTestTarget(
  tx: Tx,
  { tenantId, nasId }: { tenantId: string; nasId: string },
): Promise<CoaTestTarget | undefined> {
  const nas = await tx
    .selectFrom('nas.nas')
    .select(['name', 'vendor', 'coaPort', 'secretSealed'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', nasId)
    .executeTakeFirst();
  if (!nas) return undefined;
  const { rows } = await sql<Omit<TestedSession, 'startedAtMs'> & { startedAt: Date }>`
    select s.id, host(s.nas_address) as nas_address, s.username, s.acct_session_id, host(s.framed_ip) as framed_ip,
      s.calling_station_id, s.started_at, s.upload_bytes, s.download_bytes, t.applied
    from enforcement.session_terms t
    join sessions.session s on s.tenant_id = t.tenant_id and s.id = t.session_id and s.stopped_at is null
    join nas.nas n on n.tenant_id = t.tenant_id and n.id = t.nas_id and n.prefix >>= s.nas_address
    where t.tenant_id = ${tenantId} and t.nas_id = ${nasId} and t.state = 'in_step' and t.applied is not null
      and t.applied ->> 'burst' is distinct from 'unknown'
    order by s.last_seen_at desc limit 1`.execute(tx);
  const session = rows[0] && { ...rows[0], startedAtMs: rows[0].startedAt.getTime() };
  return { ...nas, vendor: nas.vendor as NasVendor, session };
}

/** By what this NAS is known to want its sessions named. */
export async function keepIdentifiers(
  tx: Tx,
  {
    tenantId,
    nasId,
    identifiedBy,
  }: { tenantId: string; nasId: string; identifiedBy: readonly SessionIdentifier[] },
): Promise<void> {
  await sql`insert into enforcement.coa_manner (tenant_id, nas_id, identified_by)
    values (${tenantId}, ${nasId}, ${[...identifiedBy]}::text[])
    on conflict (tenant_id, nas_id) do update set identified_by = excluded.identified_by`.execute(tx);
}

export async function storeCoaPort(
  tx: Tx,
  { tenantId, nasId, port }: { tenantId: string; nasId: string; port: number },
): Promise<void> {
  await sql`update nas.nas set coa_port = ${port} where tenant_id = ${tenantId} and id = ${nasId}`.execute(
    tx,
  );
}
