import { sql, type Insertable } from 'kysely';
import type { DB, Tx } from '../../../platform/db/index.ts';
import type { MessageAuthenticatorMode } from '../../nas/index.ts';
import type { NasCheck, NasEvidence } from './nas-checks.ts';

/** Results are of no use once the NAS has changed; kept for a month all the same, for the record. */
const daysKept = 30;
const mostRemovedAtOnce = 1_000;

export interface NasTest {
  id: string;
  nasId: string;
  requestedAt: Date;
  requestedByName: string;
  /** Null until the worker has looked. */
  finishedAt: Date | null;
  checks: NasCheck[];
}

const shown = ['id', 'nasId', 'requestedAt', 'requestedByName', 'finishedAt', 'checks'] as const;

export async function insertNasTest(tx: Tx, row: Insertable<DB['enforcement.nasTest']>): Promise<NasTest> {
  const inserted = await tx
    .insertInto('enforcement.nasTest')
    .values(row)
    .returning(shown)
    .executeTakeFirstOrThrow();
  return { ...inserted, checks: [] };
}

export async function findNasTest(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<NasTest | undefined> {
  const row = await tx
    .selectFrom('enforcement.nasTest')
    .select(shown)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...row, checks: row.checks as unknown as NasCheck[] };
}

/** The test of this NAS that still waits for the worker, if it was asked for after `since`. */
export async function findWaitingTest(
  tx: Tx,
  { tenantId, nasId, since }: { tenantId: string; nasId: string; since: Date },
): Promise<NasTest | undefined> {
  const row = await tx
    .selectFrom('enforcement.nasTest')
    .select(shown)
    .where('tenantId', '=', tenantId)
    .where('nasId', '=', nasId)
    .where('finishedAt', 'is', null)
    .where('requestedAt', '>=', since)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row && { ...row, checks: [] };
}

/** Written once; a second run of the job changes nothing. */
export async function finishNasTest(
  tx: Tx,
  {
    tenantId,
    id,
    checks,
    finishedAt,
  }: { tenantId: string; id: string; checks: NasCheck[]; finishedAt: Date },
): Promise<void> {
  await tx
    .updateTable('enforcement.nasTest')
    .set({ checks: JSON.stringify(checks), finishedAt })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('finishedAt', 'is', null)
    .execute();
}

/** The NAS as a test sees it, with where and how to reach it. */
export interface TestedNas {
  evidence: NasEvidence;
  coaPort: number;
  secretSealed: Buffer;
  /** Undefined: the NAS is a prefix and was never heard from. */
  address: string | undefined;
}

export async function readTestedNas(
  tx: Tx,
  { tenantId, nasId, since }: { tenantId: string; nasId: string; since: Date },
): Promise<TestedNas | undefined> {
  const { rows } = await sql<NasRow>`
    select n.is_enabled, n.prefix::text as prefix, n.message_authenticator, n.coa_port, n.secret_sealed,
      o.last_packet_at, host(o.last_address) as last_address, coalesce(o.message_authenticator_run, 0)::float8 as signed_run,
      coalesce(o.requests, 0)::float8 as requests,
      -- Sent to nobody but the NAS: an address that it has lost may be another tenant's by now.
      case when masklen(n.prefix) = case family(n.prefix) when 4 then 32 else 128 end then host(n.prefix)
        when o.last_address <<= n.prefix then host(o.last_address) end as address
    from nas.nas n left join nas.observation o on o.tenant_id = n.tenant_id and o.nas_id = n.id
    where n.tenant_id = ${tenantId} and n.id = ${nasId}`.execute(tx);
  const row = rows[0];
  if (!row) return undefined;
  const packets = await sql<{ kind: string; count: number; lastMinute: Date }>`
    select kind, sum(count)::float8 as count, max(minute) as last_minute from nas.packet_minute
    where tenant_id = ${tenantId} and nas_id = ${nasId} and minute >= ${since} group by 1`.execute(tx);
  const logins = await sql<{ reason: string; count: number; lastMinute: Date }>`
    select reason, sum(count)::float8 as count, max(minute) as last_minute from aaa.login_minute
    where tenant_id = ${tenantId} and nas_id = ${nasId} and minute >= ${since} group by 1`.execute(tx);
  return {
    coaPort: row.coaPort,
    secretSealed: row.secretSealed,
    address: row.address ?? undefined,
    evidence: {
      isEnabled: row.isEnabled,
      prefix: row.prefix,
      messageAuthenticator: row.messageAuthenticator,
      lastPacketAtMs: row.lastPacketAt?.getTime() ?? null,
      lastAddress: row.lastAddress,
      signedRun: row.signedRun,
      requests: row.requests,
      packets: packets.rows.map(({ lastMinute, ...one }) => ({ ...one, lastMinuteMs: lastMinute.getTime() })),
      logins: logins.rows.map(({ lastMinute, ...one }) => ({ ...one, lastMinuteMs: lastMinute.getTime() })),
    },
  };
}

interface NasRow {
  isEnabled: boolean;
  prefix: string;
  messageAuthenticator: MessageAuthenticatorMode;
  coaPort: number;
  secretSealed: Buffer;
  lastPacketAt: Date | null;
  lastAddress: string | null;
  signedRun: number;
  requests: number;
  address: string | null;
}

/** As the worker, across tenants; answers how many, to be called again until it answers 0. */
export async function removeOldNasTests(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const { rows } = await sql`
    delete from enforcement.nas_test t using (
      select tenant_id, id from enforcement.nas_test
      where requested_at < ${new Date(nowMs)}::timestamptz - make_interval(days => ${daysKept}) limit ${mostRemovedAtOnce}
    ) old where t.tenant_id = old.tenant_id and t.id = old.id returning t.id`.execute(tx);
  return rows.length;
}
