import {
  effectivePolicy,
  type Decision,
  type Metering,
  type PolicyCause,
  type PolicyPlanVersion,
  type PolicySubject,
} from '../../policy/index.ts';
import {
  differencesOf,
  enforcedTerms,
  isSameWish,
  type AppliedTerms,
  type EnforcedTerms,
  type SessionLimits,
} from './enforced-terms.ts';
import { grantedTerms, possibleTexts, type Granted, type GrantedText } from './granted-terms.ts';
import { nextState, type TermsState } from './terms-state.ts';

export interface OpenSession {
  readonly tenantId: string;
  readonly id: string;
  readonly subscriberId: string;
  readonly nasId: string;
  readonly nasAddress: string;
  readonly startedAtMs: number;
  readonly usedBytes: number;
  /** Null: its Class told nothing. */
  readonly granted: Granted | null;
  /** Null: it was never looked at. */
  readonly known: KnownTerms | null;
}

/** The row of a session's terms, as far as deciding needs it. */
export interface KnownTerms {
  readonly revision: number;
  readonly state: TermsState;
  readonly desired: EnforcedTerms | null;
  readonly applied: AppliedTerms | null;
  /** An order is out, or was claimed: until one is confirmed nobody knows what the router gives. */
  readonly isUnsure: boolean;
}

/** What is now wanted of a session. */
export interface Wish {
  readonly session: OpenSession;
  readonly desired: EnforcedTerms | null;
  readonly cause: PolicyCause;
  readonly applied: AppliedTerms | null;
  readonly state: TermsState;
}

export interface DecidedSubscriber {
  /** Of the sessions whose row changes. */
  readonly wishes: readonly Wish[];
  readonly metering: Metering | undefined;
  readonly changesAtMs: number;
}

/** Asks the policy about a subscriber, and says what that changes for each of their sessions. */
export function decideTerms(
  subject: PolicySubject,
  { sessions, nowMs }: { sessions: readonly OpenSession[]; nowMs: number },
): DecidedSubscriber {
  const decision = effectivePolicy({ ...withoutSessionLimits(subject), nowMs });
  const limits = sessionLimits(subject, decision);
  const { walledGarden } = subject.tenant;
  const gardenPool = walledGarden?.pool ?? null;
  const possible = possibleTexts(plansOf(subject), walledGarden);
  const candidates = decision.kind === 'accept' ? [decision.terms, ...possible] : possible;
  const wishes = sessions.flatMap((session) => {
    const desired =
      decision.kind === 'accept'
        ? enforcedTerms(decision.terms, { session, limits, gardenPool, nowMs })
        : null;
    return wishOf({ session, desired, cause: decision.cause, candidates, gardenPool });
  });
  return { wishes, metering: decision.metering, changesAtMs: decision.changesAtMs };
}

function wishOf({
  session,
  desired,
  cause,
  candidates,
  gardenPool,
}: Pick<Wish, 'session' | 'desired' | 'cause'> & {
  candidates: readonly GrantedText[];
  gardenPool: string | null;
}): Wish[] {
  const { known, granted, startedAtMs } = session;
  if (!known) {
    const applied = granted && grantedTerms(granted, { startedAtMs, candidates, gardenPool });
    const state = differencesOf(applied, desired).length === 0 ? 'in_step' : 'pending';
    return [{ session, desired, cause, applied, state }];
  }
  const isOver = known.state === 'ended';
  if (!isOver && isSameWish(known.desired, desired)) return [];
  const { applied } = known;
  const isSo = !known.isUnsure && differencesOf(applied, desired).length === 0;
  return [{ session, desired, cause, applied, state: nextState(known.state, isSo ? 'is_so' : 'wanted') }];
}

/**
 * The plan's limits of one session count from its login. Asked in the middle of one, the policy would count them from
 * now: they are left out of the question, and put where they belong afterwards.
 */
function withoutSessionLimits(subject: PolicySubject): PolicySubject {
  const subscriptions = subject.subscriber.subscriptions.map((one) => ({ ...one, sessionVolumeBytes: null }));
  return {
    ...subject,
    subscriber: { ...subject.subscriber, subscriptions },
    planVersionOf: (id) => {
      const plan = subject.planVersionOf(id);
      return plan && { ...plan, sessionTimeoutS: null, sessionVolumeBytes: null };
    },
  };
}

const noLimits: SessionLimits = { timeoutS: null, volumeBytes: null };

function sessionLimits(subject: PolicySubject, decision: Decision<unknown>): SessionLimits {
  if (decision.kind === 'reject' || decision.subscription === null) return noLimits;
  const { id, planVersionId } = decision.subscription;
  const plan = subject.planVersionOf(planVersionId);
  const own = subject.subscriber.subscriptions.find((one) => one.id === id);
  return {
    timeoutS: plan?.sessionTimeoutS ?? null,
    // A walled garden counts nothing.
    volumeBytes:
      decision.terms.access === 'full' ? (own?.sessionVolumeBytes ?? plan?.sessionVolumeBytes ?? null) : null,
  };
}

function plansOf(subject: PolicySubject): PolicyPlanVersion<unknown>[] {
  return subject.subscriber.subscriptions.flatMap(({ planVersionId }) => {
    const plan = subject.planVersionOf(planVersionId);
    return plan ? [plan] : [];
  });
}
