import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { EnforcementRung } from '../../nas/index.ts';
import type { AppliedTerms, EnforcedTerms } from './enforced-terms.ts';
import type { ConfirmedBy, StepOutcome } from '../turn/outcome-store.ts';
import type { TermsState } from './terms-state.ts';

/** Steps shown of one session, and sessions of one subscriber. */
const maxSteps = 50;
const maxSessions = 50;

export interface ShownTerms {
  sessionId: string;
  nasId: string;
  nasName: string;
  username: string;
  framedIp: string | null;
  startedAt: Date;
  state: Exclude<TermsState, 'ended'>;
  rung: EnforcementRung | null;
  desired: EnforcedTerms | null;
  desiredSince: Date;
  applied: AppliedTerms | null;
  appliedBy: 'login' | 'coa' | 'api' | null;
  appliedAt: Date | null;
  nextAttemptAt: Date | null;
}

export interface ShownStep {
  id: string;
  sessionId: string;
  at: Date;
  rung: EnforcementRung;
  outcome: StepOutcome;
  errorCause: number | null;
  detail: string | null;
  roundTripMs: number | null;
  confirmedAt: Date | null;
  confirmedBy: ConfirmedBy | null;
  wanted: EnforcedTerms | null;
}

type Whose = { readonly sessionId: string } | { readonly subscriberId: string };

/** The terms of one session, or of all open sessions of a subscriber. */
export async function readTerms(
  tx: Tx,
  { tenantId, ...whose }: { readonly tenantId: string } & Whose,
): Promise<ShownTerms[]> {
  const of =
    'sessionId' in whose
      ? sql`t.session_id = ${whose.sessionId}`
      : sql`t.subscriber_id = ${whose.subscriberId}`;
  const { rows } = await sql<ShownTerms>`
    select t.session_id, t.nas_id, n.name as nas_name, s.username, host(s.framed_ip) as framed_ip, s.started_at, t.state,
      t.rung, t.desired, t.desired_since, t.applied, t.applied_by, t.applied_at,
      case when t.state in ('pending', 'failed') then t.next_attempt_at end as next_attempt_at
    from enforcement.session_terms t
    join sessions.session s on s.tenant_id = t.tenant_id and s.id = t.session_id and s.stopped_at is null
    join nas.nas n on n.tenant_id = t.tenant_id and n.id = t.nas_id
    where t.tenant_id = ${tenantId} and ${of} and t.state <> 'ended'
    order by s.started_at desc, t.session_id limit ${maxSessions}`.execute(tx);
  return rows;
}

/** The latest steps of each of these sessions, the newest first. */
export async function readSteps(
  tx: Tx,
  { tenantId, sessionIds }: { tenantId: string; sessionIds: readonly string[] },
): Promise<Map<string, ShownStep[]>> {
  if (sessionIds.length === 0) return new Map();
  const { rows } = await sql<ShownStep>`
    select p.* from unnest(${[...sessionIds]}::uuid[]) as of (session_id) cross join lateral (
      select id, session_id, at, rung, outcome, error_cause, detail, round_trip_ms, confirmed_at, confirmed_by, wanted
      from enforcement.step where tenant_id = ${tenantId} and session_id = of.session_id
      order by id desc limit ${maxSteps}
    ) p order by p.id desc`.execute(tx);
  return Map.groupBy(rows, ({ sessionId }) => sessionId);
}

export interface NasEnforcement {
  pending: number;
  claimed: number;
  failed: number;
  inStep: number;
  confirmed: { rung: EnforcementRung; count: number }[];
  throttle: { count: number; p50S: number | null; p99S: number | null; within5s: number; within35s: number };
  recentSteps: (ShownStep & { username: string })[];
}

const shownRecent = 20;
/** What the figures are of. */
const lookBackHours = 24;

/** How terms came to one NAS within the last day. */
export async function readNasEnforcement(
  tx: Tx,
  { tenantId, nasId, nowMs }: { tenantId: string; nasId: string; nowMs: number },
): Promise<NasEnforcement> {
  const since = new Date(nowMs - lookBackHours * 3_600_000);
  const { rows: states } = await sql<Pick<NasEnforcement, 'pending' | 'claimed' | 'failed' | 'inStep'>>`
    select count(*) filter (where state = 'pending')::int as pending,
      count(*) filter (where state = 'claimed')::int as claimed,
      count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'in_step')::int as in_step
    from enforcement.session_terms where tenant_id = ${tenantId} and nas_id = ${nasId}`.execute(tx);
  const { rows: confirmed } = await sql<{ rung: EnforcementRung; count: number }>`
    select rung, count(*)::int as count from enforcement.step
    where tenant_id = ${tenantId} and nas_id = ${nasId} and at >= ${since} and confirmed_at is not null
    group by rung order by rung`.execute(tx);
  const { rows: throttle } = await sql<NasEnforcement['throttle']>`
    select count(*)::int as count, percentile_cont(0.5) within group (order by s) as "p50S",
      percentile_cont(0.99) within group (order by s) as "p99S",
      count(*) filter (where s <= 5)::int as within5s, count(*) filter (where s <= 35)::int as within35s
    from (
      select extract(epoch from confirmed_at - news_at)::float8 as s from enforcement.step
      where tenant_id = ${tenantId} and nas_id = ${nasId} and at >= ${since}
        and confirmed_at is not null and news_at is not null
    ) as took`.execute(tx);
  const { rows: recentSteps } = await sql<NasEnforcement['recentSteps'][number]>`
    select p.id, p.session_id, p.at, p.rung, p.outcome, p.error_cause, p.detail, p.round_trip_ms, p.confirmed_at,
      p.confirmed_by, p.wanted, coalesce(s.username, '') as username
    from enforcement.step p left join sessions.session s on s.tenant_id = p.tenant_id and s.id = p.session_id
    where p.tenant_id = ${tenantId} and p.nas_id = ${nasId} order by p.id desc limit ${shownRecent}`.execute(
    tx,
  );
  return { ...states[0]!, confirmed, throttle: throttle[0]!, recentSteps };
}
