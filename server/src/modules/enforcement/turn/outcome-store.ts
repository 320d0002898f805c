import { sql } from 'kysely';
import { storableText, type Tx } from '../../../platform/db/index.ts';
import type { EnforcementRung } from '../../nas/index.ts';
import { announceEnded } from '../../quota/index.ts';
import { closeGoneSession } from '../../sessions/index.ts';
import type { FailedWay } from './choose-rung.ts';
import type { AppliedTerms, Difference, EnforcedTerms } from '../terms/enforced-terms.ts';
import type { TermsState } from '../terms/terms-state.ts';

export const stepOutcomes = [
  'acknowledged',
  'confirmed',
  'no_effect',
  'refused',
  'timed_out',
  'unreachable',
  'gone',
  'failed',
] as const;
export type StepOutcome = (typeof stepOutcomes)[number];
export type ConfirmedBy = 'read_back' | 'interim' | 'stop';

/** One try, and what came of it. */
export interface Step {
  readonly id: string;
  readonly atMs: number;
  readonly rung: EnforcementRung;
  readonly outcome: StepOutcome;
  readonly errorCause: number | null;
  readonly detail: string | null;
  readonly roundTripMs: number | null;
  /** Seen at the router within the same try. */
  readonly confirmed: { readonly by: ConfirmedBy; readonly atMs: number } | null;
}

/** What a try made of the terms of a session. */
export interface Outcome {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly nasId: string;
  readonly revision: number;
  readonly wanted: EnforcedTerms | null;
  readonly newsAt: Date | null;
  readonly step: Step | null;
  readonly state: TermsState;
  readonly rung: EnforcementRung | null;
  readonly failedRungs: readonly FailedWay[];
  readonly nextAttemptAtMs: number | null;
  readonly isUnsure: boolean;
  /** Undefined: as before. */
  readonly applied:
    { readonly terms: AppliedTerms; readonly by: 'coa' | 'api'; readonly atMs: number } | undefined;
  /** What the session had counted when the router claimed; null: nothing is claimed. */
  readonly claim: {
    readonly seenAtMs: number;
    readonly downloadBytes: bigint;
    readonly uploadBytes: bigint;
    readonly brings: readonly Difference[];
  } | null;
}

/**
 * Writes outcomes in one transaction. Sessions that a router says it does not have are closed first, and rows taken in
 * the order of their keys, as the fold does. An outcome of terms that are no longer wanted leaves its step, and what is
 * wanted now is tried at once.
 */
export async function writeOutcomes(
  tx: Tx,
  outcomes: readonly Outcome[],
  { nowMs }: { nowMs: number },
): Promise<void> {
  const sorted = outcomes.toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
  for (const { tenantId, sessionId, step } of sorted) {
    const gone = step?.outcome === 'gone' && (await closeGoneSession(tx, { tenantId, id: sessionId }));
    if (gone) await announceEnded(tx, [gone]);
  }
  await updateTerms(tx, sorted, { nowMs });
  await insertSteps(tx, sorted);
}

async function updateTerms(
  tx: Tx,
  outcomes: readonly Outcome[],
  { nowMs }: { nowMs: number },
): Promise<void> {
  const rows = outcomes.map(toTermsRow);
  await sql`
    update enforcement.session_terms t set
      state = case when t.revision = r.revision then r.state else t.state end,
      rung = case when t.revision = r.revision then r.rung else t.rung end,
      failed_rungs = case when t.revision = r.revision then r.failed_rungs else t.failed_rungs end,
      next_attempt_at = case when t.revision = r.revision then r.next_attempt_at else ${new Date(nowMs)} end,
      is_unsure = t.revision <> r.revision or r.is_unsure,
      applied = coalesce(r.applied, t.applied), applied_by = coalesce(r.applied_by, t.applied_by),
      applied_at = coalesce(r.applied_at, t.applied_at),
      claim_step = case when r.claim_seen_at is null then null else r.step_id end,
      claimed_at = case when r.claim_seen_at is null then null else r.step_at end,
      claim_seen_at = r.claim_seen_at, claim_download_bytes = r.claim_download_bytes,
      claim_upload_bytes = r.claim_upload_bytes, claim_brings = r.claim_brings
    from (
      select l.tenant_id, l.session_id from enforcement.session_terms l
      join json_to_recordset(${JSON.stringify(rows)}::json) as k (tenant_id uuid, session_id uuid)
        on k.tenant_id = l.tenant_id and k.session_id = l.session_id
      order by l.tenant_id, l.session_id for update of l
    ) as locked
    join json_to_recordset(${JSON.stringify(rows)}::json) as r (tenant_id uuid, session_id uuid, revision integer,
      state text, rung text, failed_rungs text[], next_attempt_at timestamptz, is_unsure boolean, applied jsonb,
      applied_by text, applied_at timestamptz, step_id uuid, step_at timestamptz, claim_seen_at timestamptz,
      claim_download_bytes bigint, claim_upload_bytes bigint, claim_brings text[])
      on r.tenant_id = locked.tenant_id and r.session_id = locked.session_id
    where t.tenant_id = r.tenant_id and t.session_id = r.session_id and t.state <> 'ended'`.execute(tx);
}

function toTermsRow(outcome: Outcome) {
  const { applied, claim, step } = outcome;
  return {
    tenant_id: outcome.tenantId,
    session_id: outcome.sessionId,
    revision: outcome.revision,
    state: outcome.state,
    rung: outcome.rung,
    failed_rungs: outcome.failedRungs,
    next_attempt_at: iso(outcome.nextAttemptAtMs),
    is_unsure: outcome.isUnsure,
    applied: applied?.terms ?? null,
    applied_by: applied?.by ?? null,
    applied_at: iso(applied?.atMs ?? null),
    step_id: step?.id ?? null,
    step_at: iso(step?.atMs ?? null),
    claim_seen_at: iso(claim?.seenAtMs ?? null),
    claim_download_bytes: claim?.downloadBytes.toString() ?? null,
    claim_upload_bytes: claim?.uploadBytes.toString() ?? null,
    claim_brings: claim?.brings ?? null,
  };
}

/** The Stop of a session may have come before the answer that promised it: then the step is confirmed already. */
async function insertSteps(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  const rows = outcomes.flatMap(({ step, ...of }) => (step ? [toStepRow(of, step)] : []));
  if (rows.length === 0) return;
  await sql`
    insert into enforcement.step (tenant_id, id, session_id, nas_id, at, rung, outcome, error_cause, detail, wanted, news_at,
      round_trip_ms, confirmed_at, confirmed_by)
    select r.tenant_id, r.id, r.session_id, r.nas_id, r.at, r.rung, r.outcome, r.error_cause, r.detail, r.wanted,
      r.news_at, r.round_trip_ms,
      coalesce(r.confirmed_at, case when over.is_so then greatest(r.at, s.stopped_at) end),
      coalesce(r.confirmed_by, case when over.is_so then 'stop' end)
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (tenant_id uuid, id uuid, session_id uuid, nas_id uuid,
      at timestamptz, rung text, outcome text, error_cause integer, detail text, wanted jsonb, news_at timestamptz,
      round_trip_ms integer, confirmed_at timestamptz, confirmed_by text)
    join sessions.session s on s.tenant_id = r.tenant_id and s.id = r.session_id
    cross join lateral (
      select r.rung = 'disconnect' and r.outcome = 'acknowledged' and s.stopped_at is not null as is_so
    ) as over`.execute(tx);
}

function toStepRow(of: Omit<Outcome, 'step'>, step: Step) {
  return {
    tenant_id: of.tenantId,
    id: step.id,
    session_id: of.sessionId,
    nas_id: of.nasId,
    at: iso(step.atMs),
    rung: step.rung,
    outcome: step.outcome,
    error_cause: step.errorCause,
    detail: step.detail === null ? null : storableText(step.detail, maxDetail),
    wanted: of.wanted,
    news_at: of.newsAt?.toISOString() ?? null,
    round_trip_ms: step.roundTripMs,
    confirmed_at: iso(step.confirmed?.atMs ?? null),
    confirmed_by: step.confirmed?.by ?? null,
  };
}

/** As much as the column takes. */
const maxDetail = 500;

function iso(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}

/** Whether a router said before of this session that it does not have it, and accounting went on all the same. */
export async function wasGoneBefore(
  tx: Tx,
  { tenantId, sessionId }: { tenantId: string; sessionId: string },
): Promise<boolean> {
  const { rows } = await sql`select 1 from enforcement.step
    where tenant_id = ${tenantId} and session_id = ${sessionId} and outcome = 'gone' limit 1`.execute(tx);
  return rows.length > 0;
}
