import { uuidv7 } from '@trunkline/kit';
import type { EnforcementRung } from '../../nas/index.ts';
import type { FailedWay } from './choose-rung.ts';
import type { ChosenWork } from './choose-work.ts';
import { differencesOf, withBrought } from '../terms/enforced-terms.ts';
import type { Outcome, Step, StepOutcome } from './outcome-store.ts';
import { nextState } from '../terms/terms-state.ts';
import type { Turn } from './turn.ts';
import type { Work } from './turn-store.ts';

/** Of a try that came to nothing another one follows at once, on the next rung. */
const atOnceMs = 0;
/** What no rung can bring is tried again after this, for somebody may have mended the router; then ever more slowly. */
const retryFailedMs = 600_000;
const longestRetryMs = 3_600_000;
/** Tries after which the wait doubles: each time one or two of every rung. */
const triesPerRound = 4;

/** What a step says besides its rung and outcome. */
export type StepFacts = Partial<Pick<Step, 'errorCause' | 'detail' | 'roundTripMs' | 'confirmed'>>;

/** A step at this instant. */
export function stepNow(
  { deps }: Pick<Turn, 'deps'>,
  { rung, outcome, facts = {} }: { rung: EnforcementRung; outcome: StepOutcome; facts?: StepFacts },
): Step {
  const { errorCause = null, detail = null, roundTripMs = null, confirmed = null } = facts;
  const id = uuidv7(deps.clock, deps.random);
  return { id, atMs: deps.clock.now(), rung, outcome, errorCause, detail, roundTripMs, confirmed };
}

function base(work: Work): Omit<Outcome, 'state' | 'nextAttemptAtMs' | 'step' | 'rung' | 'failedRungs'> {
  const { tenantId, sessionId, nasId, revision, desired, newsAt, wasUnsure } = work;
  return {
    tenantId,
    sessionId,
    nasId,
    revision,
    wanted: desired,
    newsAt,
    isUnsure: wasUnsure,
    applied: undefined,
    claim: null,
  };
}

/** The router says that it has done it. */
export function claimed(
  turn: Turn,
  { work, failed, brings }: ChosenWork,
  made: { rung: EnforcementRung; facts: StepFacts },
): Outcome {
  return {
    ...base(work),
    step: stepNow(turn, { ...made, outcome: 'acknowledged' }),
    state: nextState(work.state, 'acknowledged'),
    rung: made.rung,
    failedRungs: failed,
    nextAttemptAtMs: null,
    isUnsure: true,
    claim: {
      seenAtMs: work.lastSeenAtMs,
      downloadBytes: work.downloadBytes,
      uploadBytes: work.uploadBytes,
      brings,
    },
  };
}

/** It was seen at the router. What this rung could not bring is then brought by another. */
export function confirmed(
  turn: Turn,
  { work, failed, brings }: ChosenWork,
  made: { rung: 'coa' | 'api'; facts: StepFacts },
): Outcome {
  const atMs = turn.deps.clock.now();
  const facts = { ...made.facts, confirmed: { by: 'read_back', atMs } } as const;
  const terms = withBrought(work.applied, { desired: work.desired!, brought: brings });
  const isWhole = differencesOf(terms, work.desired).length === 0;
  return {
    ...base(work),
    step: stepNow(turn, { rung: made.rung, outcome: 'confirmed', facts }),
    state: nextState(work.state, isWhole ? 'confirmed' : 'not_brought'),
    rung: made.rung,
    failedRungs: isWhole ? [] : failed,
    nextAttemptAtMs: isWhole ? null : atMs + atOnceMs,
    isUnsure: false,
    applied: { terms, by: made.rung, atMs },
  };
}

export interface Vain {
  readonly rung: EnforcementRung;
  readonly outcome: StepOutcome;
  readonly facts?: StepFacts;
  /** What is not tried again for these terms. */
  readonly failedWay?: FailedWay;
  /** Undefined: at once. */
  readonly retryAtMs?: number;
  /** The router may have done it all the same. */
  readonly isUnsure?: boolean;
}

/** A try that came to nothing. */
export function inVain(
  turn: Turn,
  { work, failed }: Pick<ChosenWork, 'work' | 'failed'>,
  vain: Vain,
): Outcome {
  const { rung, outcome, facts, failedWay, retryAtMs, isUnsure } = vain;
  return {
    ...base(work),
    step: stepNow(turn, { rung, outcome, ...(facts && { facts }) }),
    state: nextState(work.state, 'not_brought'),
    rung,
    failedRungs: failedWay ? [...new Set([...failed, failedWay])] : failed,
    nextAttemptAtMs: retryAtMs ?? turn.deps.clock.now() + atOnceMs,
    isUnsure: isUnsure ?? work.wasUnsure,
  };
}

/** Nothing was tried: the router cannot be reached until then. */
export function putOff(
  work: Work,
  { failed, untilMs }: { failed: readonly FailedWay[]; untilMs: number },
): Outcome {
  return {
    ...base(work),
    step: null,
    state: work.state === 'failed' ? 'failed' : nextState(work.state, 'not_brought'),
    rung: null,
    failedRungs: failed,
    nextAttemptAtMs: untilMs,
  };
}

/** No rung is left. Said once of the same terms. */
export function exhausted(
  turn: Turn,
  { work, failed, detail }: { work: Work; failed: readonly FailedWay[]; detail: string },
): Outcome {
  const rung = turn.nas.enforcementOrder.at(-1)!;
  return {
    ...base(work),
    step: work.state === 'failed' ? null : stepNow(turn, { rung, outcome: 'failed', facts: { detail } }),
    state: nextState(work.state, 'exhausted'),
    rung: null,
    failedRungs: failed,
    nextAttemptAtMs: turn.deps.clock.now() + waitAfter(work.attempts),
  };
}

function waitAfter(attempts: number): number {
  return Math.min(retryFailedMs * 2 ** Math.min(Math.floor(attempts / triesPerRound), 10), longestRetryMs);
}

/** The router gives what is wanted without an order. */
export function inStep(work: Work): Outcome {
  return {
    ...base(work),
    step: null,
    state: nextState(work.state, 'is_so'),
    rung: null,
    failedRungs: [],
    nextAttemptAtMs: null,
  };
}

/** The router does not have the session; ours is closed as stale, and its terms end with it. */
export function gone(
  turn: Turn,
  { work, failed }: ChosenWork,
  made: { rung: EnforcementRung; facts: StepFacts },
): Outcome {
  return {
    ...base(work),
    step: stepNow(turn, { ...made, outcome: 'gone' }),
    state: nextState(work.state, 'session_ended'),
    rung: made.rung,
    failedRungs: failed,
    nextAttemptAtMs: turn.deps.clock.now(),
  };
}
