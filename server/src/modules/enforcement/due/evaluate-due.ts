import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import { readPolicyQuestions, type PolicySubject } from '../../policy/index.ts';
import { keepMeters, type WantedMeter } from '../../quota/index.ts';
import { decideTerms, type DecidedSubscriber, type OpenSession } from '../terms/decide-terms.ts';
import { claimDue, settleDue, type ClaimedDue, type NextDue, type SubscriberKey } from './due-store.ts';
import { markDue } from './mark-due.ts';
import { readOpenSessions, writeWishes, type WishWritten } from '../terms/wish-store.ts';

/** Subscribers asked about in one batch. */
export const batchSubscribers = 500;
/** Nobody is left alone for longer, whatever the policy says: what a missed event delays, the next look repairs. */
const longestWaitMs = 3_600_000;
/** Spread over this, so that a restart of everything does not come back every hour. */
const spreadMs = 600_000;
/** A subscriber about whom the question cannot be answered keeps nobody else waiting. */
const retryFaultMs = 60_000;

export interface EvaluateDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  /** Told of a subscriber about whom the policy could not be asked. */
  readonly onFault: (error: unknown, key: SubscriberKey) => void;
}

interface Answered {
  readonly due: ClaimedDue;
  readonly nextAtMs: number | null;
  readonly decided: DecidedSubscriber | undefined;
  readonly meter: WantedMeter | undefined;
}

/**
 * Asks the policy about the subscribers who are due and writes what their sessions are to get; answers how many were
 * due. Each step is a transaction of its own that holds locks of one table: the fold, which locks meters and then due
 * rows, never waits for one that waits for it. A worker that dies in between leaves claims that end by themselves, and
 * every step done twice does what it did once.
 */
export async function evaluateDue(deps: EvaluateDeps): Promise<number> {
  const { database, clock, random } = deps;
  const claim = uuidv7(clock, random);
  const nowMs = clock.now();
  const due = await database.acrossTenants((tx) => claimDue(tx, { claim, nowMs, limit: batchSubscribers }));
  if (due.length === 0) return 0;
  const answered = await askPolicy(deps, due);
  const meters = answered.flatMap(({ meter }) => meter ?? []);
  const early = await database.acrossTenants((tx) => keepMeters(tx, meters));
  const wishes = answered.flatMap(wishesOf);
  if (wishes.length > 0)
    await database.acrossTenants((tx) => writeWishes(tx, wishes, { nowMs: clock.now() }));
  const next: NextDue[] = answered.map((one) => ({ ...one.due, nextAtMs: one.nextAtMs }));
  // Traffic was counted between the question and the alarm that its answer set: these stay due, and lose their claim.
  if (early.length > 0) await database.acrossTenants((tx) => markDue(tx, early, { newsAt: new Date(nowMs) }));
  await database.acrossTenants((tx) => settleDue(tx, next, { claim }));
  return due.length;
}

async function askPolicy(deps: EvaluateDeps, due: readonly ClaimedDue[]): Promise<Answered[]> {
  const { sessions, subjects } = await deps.database.acrossTenants(async (tx) => {
    const found = await readOpenSessions(tx, due);
    const online = new Set(found.map(({ subscriberId }) => subscriberId));
    const asked = due.filter(({ subscriberId }) => online.has(subscriberId));
    return {
      sessions: Map.groupBy(found, ({ subscriberId }) => subscriberId),
      subjects: asked.length > 0 ? await readPolicyQuestions(tx, asked) : new Map<string, PolicySubject>(),
    };
  });
  return due.map((one) => answer(deps, one, { sessions: sessions.get(one.subscriberId) ?? [], subjects }));
}

function answer(
  deps: EvaluateDeps,
  due: ClaimedDue,
  { sessions, subjects }: { sessions: OpenSession[]; subjects: Map<string, PolicySubject> },
): Answered {
  const subject = subjects.get(due.subscriberId);
  if (sessions.length === 0 || !subject) {
    return { due, nextAtMs: null, decided: undefined, meter: undefined };
  }
  const nowMs = deps.clock.now();
  try {
    const decided = decideTerms(subject, { sessions, nowMs });
    const { metering, changesAtMs } = decided;
    return {
      due,
      decided,
      nextAtMs: Math.max(nowMs, Math.min(changesAtMs, nowMs + longestWaitMs - spread(deps.random))),
      meter: { ...keyOf(due), metering, nowMs, zone: subject.tenant.zone },
    };
  } catch (error) {
    deps.onFault(error, keyOf(due));
    return { due, nextAtMs: nowMs + retryFaultMs, decided: undefined, meter: undefined };
  }
}

function keyOf({ tenantId, subscriberId }: SubscriberKey): SubscriberKey {
  return { tenantId, subscriberId };
}

function wishesOf({ due, decided }: Answered): WishWritten[] {
  return (decided?.wishes ?? []).map((wish) => ({ ...wish, newsAt: due.newsAt }));
}

function spread(random: Random): number {
  return random.integer(spreadMs);
}
