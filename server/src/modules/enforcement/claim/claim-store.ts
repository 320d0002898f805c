import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { EnforcementRung } from '../../nas/index.ts';
import type { FailedWay } from '../turn/choose-rung.ts';
import type { AppliedTerms, Difference, EnforcedTerms } from '../terms/enforced-terms.ts';
import type { ConfirmedBy } from '../turn/outcome-store.ts';
import type { TermsState } from '../terms/terms-state.ts';

/** Terms that a router claims to give, and what accounting has said since. */
export interface Claim {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly nasId: string;
  readonly revision: number;
  readonly rung: EnforcementRung;
  readonly stepId: string;
  readonly desired: EnforcedTerms | null;
  readonly applied: AppliedTerms | null;
  readonly newsAt: Date | null;
  readonly failedRungs: readonly FailedWay[];
  readonly claimedAtMs: number;
  readonly claimSeenAtMs: number;
  readonly claimDownloadBytes: bigint;
  readonly claimUploadBytes: bigint;
  readonly claimBrings: readonly Difference[];
  readonly lastSeenAtMs: number;
  readonly downloadBytes: bigint;
  readonly uploadBytes: bigint;
}

type ClaimRow = Omit<Claim, 'claimedAtMs' | 'claimSeenAtMs' | 'lastSeenAtMs'> & {
  claimedAt: Date;
  claimSeenAt: Date;
  lastSeenAt: Date;
};

/** Claims about open sessions of which something was heard since, at the earliest `windowMs` after the claim. */
export async function readClaims(
  tx: Tx,
  { windowMs, limit }: { windowMs: number; limit: number },
): Promise<Claim[]> {
  const { rows } = await sql<ClaimRow>`
    select t.tenant_id, t.session_id, t.nas_id, t.revision, t.rung, t.claim_step as step_id, t.desired, t.applied,
      t.news_at, t.failed_rungs, t.claimed_at, t.claim_seen_at, t.claim_download_bytes, t.claim_upload_bytes,
      t.claim_brings,
      s.last_seen_at, s.download_bytes, s.upload_bytes
    from enforcement.session_terms t
    join sessions.session s on s.tenant_id = t.tenant_id and s.id = t.session_id and s.stopped_at is null
    where t.state = 'claimed' and s.last_seen_at >= t.claimed_at + make_interval(secs => ${windowMs / 1000})
    order by t.claimed_at limit ${limit}`.execute(tx);
  return rows.map(({ claimedAt, claimSeenAt, lastSeenAt, ...row }) => ({
    ...row,
    claimedAtMs: claimedAt.getTime(),
    claimSeenAtMs: claimSeenAt.getTime(),
    lastSeenAtMs: lastSeenAt.getTime(),
  }));
}

/** What became of a claim. */
export interface JudgedClaim {
  readonly claim: Pick<Claim, 'tenantId' | 'sessionId' | 'revision' | 'stepId' | 'rung'>;
  readonly state: TermsState;
  /** Null: it was contradicted. */
  readonly confirmedBy: ConfirmedBy | null;
  readonly failedRungs: readonly FailedWay[];
  readonly applied: AppliedTerms | null;
  readonly atMs: number;
}

/** Writes verdicts about claims that still stand, the terms before the steps. Answers the sessions that had one. */
export async function writeVerdicts(tx: Tx, judged: readonly JudgedClaim[]): Promise<Set<string>> {
  const rows = judged
    .toSorted((a, b) => (a.claim.sessionId < b.claim.sessionId ? -1 : 1))
    .map(({ claim, state, confirmedBy, failedRungs, applied, atMs }) => ({
      tenant_id: claim.tenantId,
      session_id: claim.sessionId,
      revision: claim.revision,
      step_id: claim.stepId,
      state,
      by: confirmedBy,
      applied_by: claim.rung,
      failed_rungs: failedRungs,
      applied: confirmedBy === null ? null : applied,
      at: new Date(atMs).toISOString(),
    }));
  const { rows: done } = await sql<{ sessionId: string }>`
    with r as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as r (tenant_id uuid, session_id uuid,
        revision integer, step_id uuid, state text, by text, applied_by text, failed_rungs text[], applied jsonb,
        at timestamptz)
    ), locked as (
      select t.tenant_id, t.session_id from enforcement.session_terms t
      join r on r.tenant_id = t.tenant_id and r.session_id = t.session_id
      where t.state = 'claimed' and t.revision = r.revision and t.claim_step = r.step_id
      order by t.tenant_id, t.session_id for update of t
    ), judged as (
      update enforcement.session_terms t set state = r.state, failed_rungs = r.failed_rungs,
        is_unsure = r.by is null, attempts = case when r.by is null then t.attempts else 0 end,
        rung = case when r.by is null then null else t.rung end,
        applied = coalesce(r.applied, t.applied),
        applied_by = case when r.applied is null then t.applied_by else r.applied_by end,
        applied_at = case when r.applied is null then t.applied_at else r.at end,
        next_attempt_at = case when r.state = 'pending' then r.at end, claim_step = null, claimed_at = null
      from r join locked l on l.tenant_id = r.tenant_id and l.session_id = r.session_id
      where t.tenant_id = r.tenant_id and t.session_id = r.session_id returning t.tenant_id, t.session_id
    )
    update enforcement.step p
    set outcome = case when r.by is null then 'no_effect' else 'confirmed' end,
      confirmed_at = case when r.by is not null then r.at end, confirmed_by = r.by
    from r join judged j on j.tenant_id = r.tenant_id and j.session_id = r.session_id
    where p.tenant_id = r.tenant_id and p.id = r.step_id returning p.session_id`.execute(tx);
  return new Set(done.map(({ sessionId }) => sessionId));
}

/** The fold's part: sessions that ended take their terms out of the work, and confirm the orders to end them. */
export async function endTerms(
  tx: Tx,
  ended: readonly { tenantId: string; sessionId: string; endedAtMs: number }[],
): Promise<void> {
  const rows = ended.map(({ tenantId, sessionId, endedAtMs }) => ({
    tenant_id: tenantId,
    session_id: sessionId,
    ended_at: new Date(endedAtMs).toISOString(),
  }));
  await sql`
    with r as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as r (tenant_id uuid, session_id uuid,
        ended_at timestamptz)
    ), locked as (
      select t.tenant_id, t.session_id, t.claim_step, t.rung, r.ended_at from enforcement.session_terms t
      join r on r.tenant_id = t.tenant_id and r.session_id = t.session_id
      where t.state <> 'ended' order by t.tenant_id, t.session_id for update of t
    ), over as (
      update enforcement.session_terms t set state = 'ended', attempts = 0, next_attempt_at = '-infinity'
      from locked l where t.tenant_id = l.tenant_id and t.session_id = l.session_id
    )
    update enforcement.step p set outcome = 'confirmed', confirmed_at = greatest(p.at, l.ended_at), confirmed_by = 'stop'
    from locked l where l.rung = 'disconnect' and p.tenant_id = l.tenant_id and p.id = l.claim_step`.execute(
    tx,
  );
}

/** An order to end a session that its Stop has confirmed, for the histogram. */
export interface ConfirmedEnd {
  readonly newsAt: Date | null;
  readonly confirmedAt: Date | null;
}

/** Forgets terms of sessions that are over and left nothing on their router; answers the ends that were ordered. */
export async function forgetEnded(
  tx: Tx,
  { limit }: { limit: number },
): Promise<{ gone: number; ends: ConfirmedEnd[] }> {
  const { rows } = await sql<ConfirmedEnd & { isOrdered: boolean }>`
    with gone as (
      delete from enforcement.session_terms t using (
        select tenant_id, session_id from enforcement.session_terms
        where state = 'ended' and not is_held_by_api limit ${limit} for update skip locked
      ) as old where t.tenant_id = old.tenant_id and t.session_id = old.session_id
      returning t.tenant_id, t.claim_step, t.rung
    )
    select p.news_at, p.confirmed_at, p.id is not null as is_ordered
    from gone g left join enforcement.step p
      on p.tenant_id = g.tenant_id and p.id = g.claim_step and g.rung = 'disconnect'`.execute(tx);
  return { gone: rows.length, ends: rows.filter(({ isOrdered }) => isOrdered) };
}

/** Sessions that ended without the fold, as stale ones do, end their terms here; answers how many. */
export async function endOrphans(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`
    with over as (
      select t.tenant_id, t.session_id from enforcement.session_terms t
      join sessions.session s on s.tenant_id = t.tenant_id and s.id = t.session_id
      where t.state <> 'ended' and s.stopped_at is not null
      order by t.tenant_id, t.session_id for update of t
    )
    update enforcement.session_terms t set state = 'ended', attempts = 0, next_attempt_at = '-infinity'
    from over o where t.tenant_id = o.tenant_id and t.session_id = o.session_id`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
