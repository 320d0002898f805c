import { areLight, chooseRung, type FailedWay, type RungQuestion } from './choose-rung.ts';
import type { EnforcementRung } from '../../nas/index.ts';
import { differenceKinds, differencesOf, type Difference } from '../terms/enforced-terms.ts';
import { apiOf, type Turn } from './turn.ts';
import type { Work } from './turn-store.ts';

/** A rung for a session, and what it is to bring. */
export interface ChosenWork {
  readonly work: Work;
  readonly brings: readonly Difference[];
  /** What was tried in vain for these terms. */
  readonly failed: readonly FailedWay[];
}

export type WorkChoice =
  | ({ readonly kind: 'rung'; readonly rung: EnforcementRung } & ChosenWork)
  /** The router gives what is wanted. */
  | { readonly kind: 'nothing_to_do'; readonly work: Work }
  /** The rungs that are left cannot be reached at the moment. */
  | {
      readonly kind: 'wait';
      readonly work: Work;
      readonly failed: readonly FailedWay[];
      readonly untilMs: number;
    }
  | {
      readonly kind: 'exhausted';
      readonly work: Work;
      readonly failed: readonly FailedWay[];
      readonly detail: string;
    };

/** A packet that was on its way when the first request went unanswered says nothing of the router since. */
const heardMarginMs = 5_000;

/** What to do for a session now: the rung that is next and can be reached. */
export function chooseWork(turn: Turn, work: Work): WorkChoice {
  const differences = differencesToBring(work);
  if (differences.length === 0) return { kind: 'nothing_to_do', work };
  // Terms that failed are tried anew from the first rung on.
  const tried = work.state === 'failed' ? [] : work.failedRungs;
  if (!work.isAtNas) {
    return {
      kind: 'exhausted',
      work,
      failed: tried,
      detail: 'The NAS no longer has the address of this router.',
    };
  }
  const silence = turn.memory.coa(work.nasAddress);
  const { api } = turn.memory;
  const nowMs = turn.deps.clock.now();
  const isCoaAway = silence.isSilent && nowMs < silence.retryAtMs;
  const isApiAway = api.isSilent && nowMs < api.retryAtMs;
  const isDeaf = isCoaAway && turn.nas.heardAtMs > silence.sinceMs + heardMarginMs;
  const failed: FailedWay[] = isDeaf ? [...new Set([...tried, ...coaWays])] : [...tried];
  const question = questionOf(turn, work, { differences, failed });
  const hasApi = question.hasApi && !isApiAway;
  const withoutCoa = chooseRung({ ...question, failed: new Set([...failed, ...coaWays]), hasApi });
  // The API can do what CoA may have left undone; a line is not ended for a doubt.
  const avoidsCoa = isCoaAway || (silence.isInDoubt && withoutCoa.rung === 'api');
  const now = avoidsCoa ? withoutCoa : chooseRung({ ...question, hasApi });
  if (now.rung) return { kind: 'rung', rung: now.rung, work, brings: now.brings, failed };
  if (chooseRung(question).rung === undefined) {
    // What no way of this NAS can bring, as a zone's speed without an API or an end without CoA, is no failure of the
    // session: the policy itself ends it on time. An API that was asked and refused is told.
    if (!failed.includes('api') && areLight(differences)) return { kind: 'nothing_to_do', work };
    return { kind: 'exhausted', work, failed, detail: whyExhausted(turn, { failed, isDeaf }) };
  }
  const untilMs = Math.max(isCoaAway ? silence.retryAtMs : 0, isApiAway ? api.retryAtMs : 0, nowMs);
  return { kind: 'wait', work, failed, untilMs };
}

const coaWays = ['coa', 'disconnect_request'] as const satisfies FailedWay[];

/** While nobody knows whether an earlier order was carried out, the speed is among them. */
function differencesToBring({ applied, desired, wasUnsure }: Work): Difference[] {
  const differences = differencesOf(applied, desired);
  if (!wasUnsure || desired === null) return differences;
  const all = new Set<Difference>([...differences, 'rates', 'burst']);
  return differenceKinds.filter((kind) => all.has(kind));
}

function questionOf(
  turn: Turn,
  work: Work,
  { differences, failed }: { differences: Difference[]; failed: readonly FailedWay[] },
): RungQuestion {
  const { nas } = turn;
  return {
    order: nas.enforcementOrder,
    vendor: nas.vendor,
    hasApi: apiOf(turn, work) !== undefined && nas.vendor === 'mikrotik',
    differences,
    isAppliedKnown: work.applied !== null,
    isHeldByApi: work.isHeldByApi && work.appliedBy === 'api',
    isListOfLogin: work.applied !== null && work.applied.addressList !== null && work.appliedBy !== 'api',
    failed: new Set(failed),
  };
}

function whyExhausted(
  { nas }: Turn,
  { failed, isDeaf }: { failed: readonly FailedWay[]; isDeaf: boolean },
): string {
  if (isDeaf) {
    return `The router sends RADIUS packets but does not answer on port ${nas.coaPort}: does it accept CoA, and on this port?`;
  }
  if (failed.length > 0) return `None of the ways that this NAS allows has worked: ${failed.join(', ')}.`;
  return 'None of the ways that this NAS allows can bring this.';
}
