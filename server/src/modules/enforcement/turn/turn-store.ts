import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { SessionIdentifier } from '../../aaa/index.ts';
import type { EnforcementRung, NasVendor } from '../../nas/index.ts';
import type { FailedWay } from './choose-rung.ts';
import type { AppliedTerms, EnforcedTerms } from '../terms/enforced-terms.ts';
import type { TermsState } from '../terms/terms-state.ts';

export interface NasKey {
  readonly tenantId: string;
  readonly nasId: string;
}

/** As the index has it, but for ended sessions that left nothing on their router: their rows only have to go. */
const hasWork = sql`state in ('pending', 'failed', 'ended') and (state <> 'ended' or is_held_by_api)`;

/** NAS with terms that wait for a try, those of the oldest wait first. */
export async function listNasWithWork(
  tx: Tx,
  { nowMs, limit }: { nowMs: number; limit: number },
): Promise<NasKey[]> {
  const { rows } = await sql<NasKey>`
    select tenant_id, nas_id from enforcement.session_terms
    where ${hasWork} and next_attempt_at <= ${new Date(nowMs)}
    group by tenant_id, nas_id order by min(next_attempt_at) limit ${limit}`.execute(tx);
  return rows;
}

/**
 * Takes the turn at a NAS, or prolongs it; false: another worker has it. The database's clock counts, which all
 * workers share.
 */
export async function holdTurn(
  tx: Tx,
  { tenantId, nasId, worker, seconds }: NasKey & { worker: string; seconds: number },
): Promise<boolean> {
  const { rows } = await sql`
    insert into enforcement.nas_turn as t (nas_id, tenant_id, held_by, held_until)
    values (${nasId}, ${tenantId}, ${worker}, now() + make_interval(secs => ${seconds}))
    on conflict (nas_id) do update set held_by = excluded.held_by, held_until = excluded.held_until
    where t.held_by = excluded.held_by or t.held_until < now()
    returning t.nas_id`.execute(tx);
  return rows.length > 0;
}

export async function endTurn(tx: Tx, { nasId, worker }: { nasId: string; worker: string }): Promise<void> {
  await sql`delete from enforcement.nas_turn where nas_id = ${nasId} and held_by = ${worker}`.execute(tx);
}

/** A NAS as its turn needs it. */
export interface TurnNas extends NasKey {
  readonly vendor: NasVendor;
  readonly coaPort: number;
  readonly secretSealed: Buffer;
  readonly enforcementOrder: readonly EnforcementRung[];
  /** The addresses that are this NAS's; another tenant may have what was one once. */
  readonly prefix: string;
  /** By what it wants sessions named; null: by all that is known. */
  readonly identifiedBy: readonly SessionIdentifier[] | null;
  /** When any packet of it came last. */
  readonly heardAtMs: number;
}

/** Undefined: it is gone, or disabled. */
export async function readTurnNas(tx: Tx, { tenantId, nasId }: NasKey): Promise<TurnNas | undefined> {
  const { rows } = await sql<Omit<TurnNas, 'heardAtMs'> & { heardAt: Date | null }>`
    select n.tenant_id, n.id as nas_id, n.vendor, n.coa_port, n.secret_sealed, n.enforcement_order, n.prefix, m.identified_by,
      greatest(o.last_packet_at, (select max(last_seen_at) from sessions.session s
        where s.tenant_id = n.tenant_id and s.nas_id = n.id and s.stopped_at is null)) as heard_at
    from nas.nas n left join nas.observation o on o.tenant_id = n.tenant_id and o.nas_id = n.id
    left join enforcement.coa_manner m on m.tenant_id = n.tenant_id and m.nas_id = n.id
    where n.tenant_id = ${tenantId} and n.id = ${nasId} and n.is_enabled`.execute(tx);
  const row = rows[0];
  if (!row) return undefined;
  const { heardAt, ...nas } = row;
  return { ...nas, heardAtMs: heardAt?.getTime() ?? 0 };
}

/** A session whose terms are to be brought, as its router knows it. */
export interface Work {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly nasId: string;
  readonly nasAddress: string;
  /** Whether the NAS still has that address. */
  readonly isAtNas: boolean;
  readonly acctSessionId: string;
  readonly username: string;
  readonly framedIp: string | null;
  readonly callingStationId: string | null;
  readonly startedAtMs: number;
  readonly lastSeenAtMs: number;
  readonly downloadBytes: bigint;
  readonly uploadBytes: bigint;
  readonly state: TermsState;
  readonly revision: number;
  readonly desired: EnforcedTerms | null;
  readonly newsAt: Date | null;
  readonly applied: AppliedTerms | null;
  readonly appliedBy: 'login' | 'coa' | 'api' | null;
  /** As it was before this try, which makes it unsure. */
  readonly wasUnsure: boolean;
  readonly isHeldByApi: boolean;
  readonly attempts: number;
  readonly failedRungs: readonly FailedWay[];
}

type WorkRow = Omit<Work, 'startedAtMs' | 'lastSeenAtMs'> & { startedAt: Date; lastSeenAt: Date };

/**
 * Takes what waits at a NAS, and puts it off for as long as the try may last: a worker that dies in the middle leaves it
 * to be tried again then. Sessions that are over come as `ended`.
 */
export async function takeWork(
  tx: Tx,
  { tenantId, nasId, nowMs, holdMs, limit }: NasKey & { nowMs: number; holdMs: number; limit: number },
): Promise<Work[]> {
  const { rows } = await sql<WorkRow>`
    with picked as (
      select tenant_id, session_id, is_unsure from enforcement.session_terms
      where tenant_id = ${tenantId} and nas_id = ${nasId} and ${hasWork}
        and next_attempt_at <= ${new Date(nowMs)}
      order by news_at nulls last, next_attempt_at, session_id limit ${limit} for update skip locked
    ), taken as (
      update enforcement.session_terms t
      set attempts = t.attempts + 1, is_unsure = true, next_attempt_at = ${new Date(nowMs + holdMs)}
      from picked p where t.tenant_id = p.tenant_id and t.session_id = p.session_id
      returning t.*, p.is_unsure as was_unsure
    )
    select t.tenant_id, t.session_id, t.nas_id, host(t.nas_address) as nas_address, n.prefix >>= t.nas_address as is_at_nas,
      s.acct_session_id, s.username, host(s.framed_ip) as framed_ip, s.calling_station_id, s.started_at, s.last_seen_at,
      s.download_bytes, s.upload_bytes, case when s.stopped_at is null then t.state else 'ended' end as state,
      t.revision, t.desired, t.news_at, t.applied, t.applied_by, t.was_unsure, t.is_held_by_api, t.attempts,
      t.failed_rungs
    from taken t join sessions.session s on s.tenant_id = t.tenant_id and s.id = t.session_id
    join nas.nas n on n.tenant_id = t.tenant_id and n.id = t.nas_id`.execute(tx);
  return rows.map(({ startedAt, lastSeenAt, ...row }) => ({
    ...row,
    startedAtMs: startedAt.getTime(),
    lastSeenAtMs: lastSeenAt.getTime(),
  }));
}

/** Puts off what waits at a NAS that cannot be reached, without a try. */
export async function postponeWork(
  tx: Tx,
  { tenantId, nasId, nowMs, untilMs }: NasKey & { nowMs: number; untilMs: number },
): Promise<void> {
  await sql`update enforcement.session_terms set next_attempt_at = ${new Date(untilMs)}
    where tenant_id = ${tenantId} and nas_id = ${nasId} and state in ('pending', 'failed', 'ended')
      and next_attempt_at <= ${new Date(nowMs)}`.execute(tx);
}

/** Before the first command: whatever dies from here on, the router may hold something of ours. */
export async function markHeldByApi(tx: Tx, work: readonly Work[]): Promise<void> {
  const ids = work.map(({ sessionId }) => sessionId);
  await sql`update enforcement.session_terms set is_held_by_api = true
    where tenant_id = ${work[0]!.tenantId} and session_id = any (${ids}::uuid[]) and not is_held_by_api`.execute(
    tx,
  );
}

/** The keys of a tenant's zones, by their ids. */
export async function readZoneKeys(tx: Tx, { tenantId }: { tenantId: string }): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('zones.zone')
    .select(['id', 'key'])
    .where('tenantId', '=', tenantId)
    .execute();
  return new Map(rows.map(({ id, key }) => [id, key]));
}
