import { Code, PacketBuilder } from '@trunkline/radius';
import { renderChange, type ChangedTerms } from '../../aaa/index.ts';
import { askRouter, notSentRetryMs, type RouterAnswer } from '../router/ask-router.ts';
import type { ChosenWork } from './choose-work.ts';
import type { AppliedTerms } from '../terms/enforced-terms.ts';
import { inParallel } from './in-parallel.ts';
import { claimed, confirmed, gone, inVain, putOff } from './outcome-of.ts';
import { wasGoneBefore, type Outcome } from './outcome-store.ts';
import { readBackRates, type SeenRates } from '../router/read-back.ts';
import type { Turn } from './turn.ts';
import type { TurnNas, Work } from './turn-store.ts';

/** CoA-Requests on their way to one NAS: what a small router still answers in order. */
const maxInFlight = 32;

interface Asked {
  readonly chosen: ChosenWork;
  readonly answer: RouterAnswer;
}

/**
 * Changes sessions by CoA (RFC 5176 §2.2). Where the NAS has an API, what it claims is read back at once; a session that
 * it says it does not have is looked for there before it is believed gone.
 */
export async function tryCoa(turn: Turn, chosen: readonly ChosenWork[]): Promise<Outcome[]> {
  const asked = await inParallel(chosen, maxInFlight, async (one) => ({
    chosen: one,
    answer: await askRouter(turn, one.work, coaRequest(one.work, turn.nas)),
  }));
  const seen = await readBackRates(
    turn,
    asked
      .filter(({ answer }) => answer.kind === 'acknowledged' || answer.kind === 'gone')
      .map(({ chosen: { work } }) => work),
  );
  return Promise.all(asked.map((one) => outcomeOf(turn, one, seen.get(one.chosen.work.sessionId))));
}

function coaRequest(work: Work, { vendor, identifiedBy }: TurnNas): PacketBuilder {
  const request = new PacketBuilder(Code.CoaRequest);
  const named = identifiedBy ? { identifiedBy } : {};
  renderChange(request, { vendor, terms: work.desired!, applied: knownTerms(work), session: work, ...named });
  return request;
}

/** What need not be said again; null: everything is said. */
function knownTerms({ applied, wasUnsure }: Work): ChangedTerms | null {
  return applied === null || wasUnsure || !isBurstKnown(applied) ? null : applied;
}

function isBurstKnown(
  applied: AppliedTerms,
): applied is AppliedTerms & { burst: Exclude<AppliedTerms['burst'], 'unknown'> } {
  return applied.burst !== 'unknown';
}

async function outcomeOf(
  turn: Turn,
  { chosen, answer }: Asked,
  seen: SeenRates | undefined,
): Promise<Outcome> {
  const { work, failed } = chosen;
  switch (answer.kind) {
    case 'not_sent':
      return putOff(work, {
        failed,
        untilMs: Math.max(turn.memory.coa(work.nasAddress).retryAtMs, turn.deps.clock.now() + notSentRetryMs),
      });
    case 'timed_out':
      return timedOut(turn, chosen, answer.attempts);
    case 'refused':
      return refused(turn, chosen, answer);
    case 'gone':
      return (await isThereAllTheSame(turn, work, seen))
        ? refused(turn, chosen, answer)
        : gone(turn, chosen, { rung: 'coa', facts: answer });
    case 'acknowledged':
    default:
      return acknowledged(turn, chosen, { roundTripMs: answer.roundTripMs, seen });
  }
}

function acknowledged(
  turn: Turn,
  chosen: ChosenWork,
  { roundTripMs, seen }: { roundTripMs: number; seen: SeenRates | undefined },
): Outcome {
  const made = { rung: 'coa', facts: { roundTripMs } } as const;
  const isAboutRates = chosen.brings.includes('rates');
  if (!isAboutRates || seen?.kind !== 'seen') return claimed(turn, chosen, made);
  if (seen.isWanted) return confirmed(turn, chosen, made);
  const detail = `The router acknowledged, but its queue still lets through ${seen.uploadBps}/${seen.downloadBps} bit/s.`;
  const facts = { roundTripMs, detail };
  return inVain(turn, chosen, {
    rung: 'coa',
    outcome: 'no_effect',
    facts,
    failedWay: 'coa',
    isUnsure: false,
  });
}

function refused(
  turn: Turn,
  chosen: ChosenWork,
  { errorCause, roundTripMs }: { errorCause: number | null; roundTripMs: number },
): Outcome {
  const facts = { errorCause, roundTripMs };
  return inVain(turn, chosen, { rung: 'coa', outcome: 'refused', facts, failedWay: 'coa' });
}

/** Another rung may be reachable; else the next try waits for the router. */
function timedOut(turn: Turn, chosen: ChosenWork, attempts: number): Outcome {
  const { nas, memory, deps } = turn;
  const detail = `No answer on port ${nas.coaPort} to ${attempts} datagrams.`;
  const silence = memory.coa(chosen.work.nasAddress);
  return inVain(turn, chosen, {
    rung: 'coa',
    outcome: 'timed_out',
    facts: { detail },
    retryAtMs: silence.isSilent ? deps.clock.now() : deps.clock.now() + lonelyRetryMs,
    isUnsure: true,
  });
}

/** One lost answer is no silent router. */
const lonelyRetryMs = 1_000;

/** Seen at the router, or heard of since the last time that the router said so. */
async function isThereAllTheSame(turn: Turn, work: Work, seen: SeenRates | undefined): Promise<boolean> {
  if (seen && seen.kind !== 'unknown') return seen.kind !== 'absent';
  return turn.deps.database.inTenant(work.tenantId, (tx) => wasGoneBefore(tx, work));
}
