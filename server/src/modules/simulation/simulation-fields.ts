import { z } from 'zod';
import { idField, instantField, integerField, toJsonInteger } from '../../platform/http/index.ts';
import { termsAnswer, termsBody } from '../plans/index.ts';
import { taskStates, type Task } from '../tasks/index.ts';
import { assumptionCodes, assumptionsOf } from './assumptions.ts';
import type { ListedOutcome } from './outcome-store.ts';
import { keptDays, type DayTotals, type Totals } from './simulation.ts';
import type { Simulation } from './simulation-store.ts';

const mostIds = 1_000;
const mostTags = 20;
const dayMs = 86_400_000;
/** A top-up of less is a slip of the pen. */
const leastTopUpBytes = 1_000_000;
const mostTopUpBytes = 1_000_000_000_000_000;

const dayField = z.iso.date();
const whoField = z.union([
  z.strictObject({ planId: idField }),
  z.strictObject({ subscriberIds: z.array(idField).min(1).max(mostIds) }),
  z.strictObject({ tags: z.array(z.string().trim().min(1).max(50)).min(1).max(mostTags) }),
  z.strictObject({ everybody: z.literal(true) }),
]);
const topUpField = z.strictObject({
  bytes: z.int().min(leastTopUpBytes).max(mostTopUpBytes),
  priceMinor: z.int().min(0).max(1_000_000_000_000),
});

export const simulationBody = z.strictObject({
  /** As those of a plan; without a currency in the tenant's. */
  terms: termsBody,
  /** The plan whose new version this would be; null: of no plan yet. */
  planId: idField.nullable().default(null),
  who: whoField,
  /** Civil days of the tenant, both included. */
  from: dayField,
  to: dayField,
  /** What people buy whose quota has cut them; null: nothing. */
  topUp: topUpField.nullable().default(null),
});

const totalsFields = {
  subscribers: integerField,
  /** Of them, who used anything. */
  usedSubscribers: integerField,
  slowSubscribers: integerField,
  cutSubscribers: integerField,
  slowS: integerField,
  cutS: integerField,
  usedBytes: integerField,
  /** What would not have passed: because cut, because slow, because the plan itself is slower. */
  cutBytes: integerField,
  slowedBytes: integerField,
  overSpeedBytes: integerField,
  /** What was used while nothing was sold; the terms say nothing about it. */
  outsideBytes: integerField,
  topUps: integerField,
  paysNowMinor: integerField,
  wouldPayMinor: integerField,
  payMore: integerField,
  payLess: integerField,
};

const summaryFields = {
  id: idField,
  taskId: idField,
  planId: idField.nullable(),
  planName: z.string().nullable(),
  who: whoField,
  from: dayField,
  to: dayField,
  createdAt: instantField,
  createdByName: z.string(),
  forgottenAt: instantField,
  subscribers: integerField,
};

export const simulationSummary = z.object(summaryFields);

export const simulationAnswer = z.object({
  ...summaryFields,
  terms: termsAnswer,
  topUp: topUpField.nullable(),
  timeZone: z.string(),
  currency: z.string(),
  state: z.enum(taskStates),
  /** Subscribers that failed by a fault of the server; they are in no total. */
  failed: integerField,
  /** Of those done so far. */
  totals: z.object(totalsFields),
  days: z.array(
    z.object({
      day: dayField,
      slowSubscribers: integerField,
      cutSubscribers: integerField,
      usedBytes: integerField,
      heldBackBytes: integerField,
    }),
  ),
  assumptions: z.array(z.object({ code: z.enum(assumptionCodes), sentence: z.string() })),
});

export const outcomeAnswer = z.object({
  subscriberId: idField,
  username: z.string(),
  fullName: z.string().nullable(),
  firstSlowAt: instantField.nullable(),
  slowS: integerField,
  firstCutAt: instantField.nullable(),
  cutS: integerField,
  usedBytes: integerField,
  heldBackBytes: integerField,
  topUps: integerField,
  paysNowMinor: integerField,
  wouldPayMinor: integerField,
});

export function toSummary(simulation: Simulation): z.input<typeof simulationSummary> {
  const { id, taskId, planId, planName, who, firstDay, lastDay, createdAt, createdByName, subscribers } =
    simulation;
  return {
    id,
    taskId,
    planId,
    planName,
    who: who as z.input<typeof whoField>,
    from: firstDay,
    to: lastDay,
    createdAt: createdAt.toISOString(),
    createdByName,
    forgottenAt: new Date(createdAt.getTime() + keptDays * dayMs).toISOString(),
    subscribers,
  };
}

export function toSimulationAnswer(
  simulation: Simulation,
  { task, totals, days }: { task: Task | undefined; totals: Totals; days: readonly DayTotals[] },
): z.input<typeof simulationAnswer> {
  const { terms, topUp, timeZone, firstDay } = simulation;
  const state = task?.state ?? 'cancelled';
  return {
    ...toSummary(simulation),
    terms,
    topUp: topUp && { ...topUp },
    timeZone,
    currency: terms.currency,
    state,
    failed: state === 'done' ? simulation.subscribers - totals.subscribers : 0,
    totals,
    days: days.map((day, place) => ({ day: dayAt(firstDay, place), ...wholeBytes(day) })),
    assumptions: assumptionsOf(simulation),
  };
}

function dayAt(firstDay: string, place: number): string {
  return new Date(Date.parse(firstDay) + place * dayMs).toISOString().slice(0, 10);
}

/** Sums of shares of hours. */
function wholeBytes({ usedBytes, heldBackBytes, ...counts }: DayTotals): DayTotals {
  return { ...counts, usedBytes: Math.round(usedBytes), heldBackBytes: Math.round(heldBackBytes) };
}

export function toOutcomeAnswer(outcome: ListedOutcome): z.input<typeof outcomeAnswer> {
  return {
    ...outcome,
    firstSlowAt: outcome.firstSlowAt?.toISOString() ?? null,
    firstCutAt: outcome.firstCutAt?.toISOString() ?? null,
    usedBytes: toJsonInteger(outcome.usedBytes),
    heldBackBytes: toJsonInteger(outcome.heldBackBytes),
    paysNowMinor: toJsonInteger(outcome.paysNowMinor),
    wouldPayMinor: toJsonInteger(outcome.wouldPayMinor),
  };
}
