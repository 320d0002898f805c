import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { findPlan, requireSoundTerms, toTermsAnswer, type PlanTerms } from '../plans/index.ts';
import { civilPeriodsAt, CivilZone } from '../policy/index.ts';
import { startTask, type TaskSubject } from '../tasks/index.ts';
import { findTenant } from '../tenancy/index.ts';
import { countDays, dayRange } from './day-range.ts';
import { simulationErrors } from './errors.ts';
import {
  mostDays,
  mostSubscribers,
  subscribersPerChunk,
  type SimulatedTopUp,
  type Who,
} from './simulation.ts';
import { findSimulation, insertChunks, insertSimulation, type Simulation } from './simulation-store.ts';
import { simulationTaskKind } from './work-chunk.ts';
import { listMeant } from './who-store.ts';

export interface SimulationDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
}

export interface SimulationOrder {
  readonly terms: Parameters<typeof requireSoundTerms>[1]['terms'];
  /** The plan whose new version the terms would be: its speed rules hold. */
  readonly planId: string | null;
  readonly who: Who;
  readonly topUp: SimulatedTopUp | null;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Begins a replay and answers it with its task. Whose usage is replayed is decided here. */
export function startSimulation(
  deps: SimulationDeps,
  actor: Actor,
  order: SimulationOrder,
): Promise<Simulation> {
  return deps.database.inTenant(actor.tenantId, (tx) => start(deps, { tx, actor }, order));
}

async function start(
  deps: SimulationDeps,
  { tx, actor }: { tx: Tx; actor: Actor },
  order: SimulationOrder,
): Promise<Simulation> {
  const { tenantId } = actor;
  const { who, topUp, firstDay, lastDay, planId } = order;
  const timeZone = (await findTenant(tx, { id: tenantId }))!.timeZone;
  const range = requireRange(deps, timeZone, order);
  const terms = await requireSoundTerms(tx, { tenantId, terms: order.terms });
  requireWholeDays(terms);
  const planName = await requirePlan(tx, { tenantId, planId });
  if ('planId' in who) await requirePlan(tx, { tenantId, planId: who.planId });
  const ids = await meant(tx, { tenantId, who, ...range });
  const id = uuidv7(deps.clock, deps.random);
  const chunks = inChunks(deps, ids);
  const task = await startTask(
    deps,
    { tx, actor },
    {
      kind: simulationTaskKind,
      input: { simulationId: id },
      selection: who,
      idempotencyKey: id,
      subjects: async (): Promise<TaskSubject[]> =>
        chunks.map(({ id: chunkId }, place) => ({ id: chunkId, name: `${place + 1}/${chunks.length}` })),
    },
  );
  await insertSimulation(tx, tenantId, {
    id,
    taskId: task.id,
    planId,
    planName,
    terms: toTermsAnswer(terms),
    who,
    topUp,
    firstDay,
    lastDay,
    timeZone,
    subscribers: ids.length,
    createdAt: new Date(deps.clock.now()),
    createdByName: actor.name,
  });
  await insertChunks(tx, { tenantId, id }, chunks);
  return (await findSimulation(tx, { tenantId, id }))!;
}

function requireRange(
  { clock }: SimulationDeps,
  timeZone: string,
  days: { firstDay: string; lastDay: string },
): { from: Date; to: Date } {
  const zone = CivilZone.named(timeZone);
  const count = countDays(days);
  const isAhead = days.lastDay > civilPeriodsAt(zone, clock.now()).day;
  if (!(count >= 1 && count <= mostDays) || isAhead) {
    throw simulationErrors.invalidRange({ details: [{ field: 'to', message: 'is no day to end on' }] });
  }
  const { fromMs, toMs } = dayRange(zone, days);
  return { from: new Date(fromMs), to: new Date(toMs) };
}

/** Shortest lengths in minutes. */
const minutesOf = { minute: 1, hour: 60, day: 1_440, week: 10_080, month: 40_320 };

function requireWholeDays({ validity }: PlanTerms): void {
  if (validity === null || validity.count * minutesOf[validity.unit] >= 1_440) return;
  throw simulationErrors.tooShort({
    details: [{ field: 'terms.validity', message: 'is shorter than a day' }],
  });
}

async function requirePlan(
  tx: Tx,
  { tenantId, planId }: { tenantId: string; planId: string | null },
): Promise<string | null> {
  if (planId === null) return null;
  const plan = await findPlan(tx, { tenantId, id: planId });
  if (!plan) throw simulationErrors.planNotFound();
  return plan.name;
}

async function meant(
  tx: Tx,
  question: { tenantId: string; who: Who; from: Date; to: Date },
): Promise<string[]> {
  const ids = await listMeant(tx, { ...question, limit: mostSubscribers });
  if (ids.length === 0) throw simulationErrors.nobody();
  if (ids.length > mostSubscribers) throw simulationErrors.tooMany();
  return ids;
}

function inChunks({ clock, random }: SimulationDeps, ids: readonly string[]) {
  const chunks: { id: string; subscriberIds: string[] }[] = [];
  for (let from = 0; from < ids.length; from += subscribersPerChunk) {
    chunks.push({ id: uuidv7(clock, random), subscriberIds: ids.slice(from, from + subscribersPerChunk) });
  }
  return chunks;
}
