import type { Tx } from '../../platform/db/index.ts';
import { civilPeriodsAt, CivilZone, readPolicyQuestions, type PolicySubject } from '../policy/index.ts';
import type { TaskAction } from '../tasks/index.ts';
import { simulationErrors } from './errors.ts';
import { toProposedVersion } from './proposed-plan.ts';
import { layPeriods, paymentsIn, runsOf } from './replay/lay-periods.ts';
import { replaySubscriber } from './replay/replay-subscriber.ts';
import { UsageSpreader, type RecordedUsage } from './replay/spread-usage.ts';
import { makeTimeline, type Timeline } from './replay/timeline.ts';
import { addOutcome, noDay, noTotals, type DayTotals, type Outcome } from './simulation.ts';
import { findChunk, findSimulation, writeChunk, type Simulation } from './simulation-store.ts';
import { dayRange, warmUpDays, type DayRange } from './day-range.ts';
import { readRecordedUsage, readSold, readTrafficByHour, type Sold } from './usage-store.ts';

export const simulationTaskKind = 'plans.simulate';

/** What the worker does for a simulation: one chunk of subscribers at a time. */
export const simulationTaskAction: TaskAction = {
  kind: simulationTaskKind,
  subjectsPerBatch: 1,
  async work(tx, actor, { subjectId, input }) {
    const { tenantId } = actor;
    // Written by startSimulation.
    const { simulationId } = input as { simulationId: string };
    await workChunk(tx, { tenantId, id: simulationId, chunkId: subjectId });
    return { kind: 'changed' };
  },
};

/** Replays the subscribers of one chunk and keeps what would have become of them. */
async function workChunk(
  tx: Tx,
  { tenantId, id, chunkId }: { tenantId: string; id: string; chunkId: string },
): Promise<void> {
  const simulation = await findSimulation(tx, { tenantId, id });
  const subscriberIds = await findChunk(tx, { tenantId, id, chunkId });
  if (!simulation || !subscriberIds) throw simulationErrors.notFound();
  const ground = await prepareGround(tx, tenantId, simulation);
  const { played } = ground;
  const subjects = await readPolicyQuestions(
    tx,
    subscriberIds.map((subscriberId) => ({ tenantId, subscriberId })),
  );
  const usage = await readRecordedUsage(tx, { tenantId, subscriberIds }, played);
  const sold = await readSold(tx, { tenantId, subscriberIds }, played);
  const days = ground.timeline.days.slice(ground.firstReportedDay).map(noDay);
  const totals = noTotals();
  const outcomes: Outcome[] = [];
  for (const subscriberId of subscriberIds) {
    const subject = subjects.get(subscriberId);
    if (!subject) continue;
    const outcome = playOne(ground, days, {
      subscriberId,
      subject,
      usage: usage.get(subscriberId) ?? { days: [], sessionsMs: [] },
      sold: sold.get(subscriberId) ?? { periods: [], quotaBytes: null },
    });
    addOutcome(totals, outcome);
    outcomes.push(outcome);
  }
  await writeChunk(tx, { tenantId, id }, { chunkId, totals, days, outcomes });
}

/** What is the same for all subscribers of a simulation. */
interface Ground {
  readonly simulation: Simulation;
  readonly plan: ReturnType<typeof toProposedVersion>;
  readonly timeline: Timeline;
  readonly spreader: UsageSpreader;
  /** The range that is reported, and that with the days before it. */
  readonly reported: DayRange;
  readonly played: DayRange;
  readonly firstReportedDay: number;
}

async function prepareGround(tx: Tx, tenantId: string, simulation: Simulation): Promise<Ground> {
  const { terms, planId, firstDay, lastDay, timeZone } = simulation;
  const zone = CivilZone.named(timeZone);
  const reported = dayRange(zone, { firstDay, lastDay });
  const before = warmUpDays(terms, civilPeriodsAt(zone, reported.fromMs));
  const played = dayRange(zone, { firstDay: before, lastDay });
  const timeline = makeTimeline(zone, played, await readTrafficByHour(tx, { tenantId, ...played }));
  return {
    simulation,
    plan: toProposedVersion(terms, { planId }),
    timeline,
    spreader: new UsageSpreader(timeline),
    reported,
    played,
    firstReportedDay: timeline.placeOfDay.get(firstDay)!,
  };
}

interface Player {
  readonly subscriberId: string;
  readonly subject: PolicySubject;
  readonly usage: RecordedUsage;
  readonly sold: Sold;
}

function playOne(ground: Ground, days: readonly DayTotals[], player: Player): Outcome {
  const { simulation, plan, timeline, spreader, reported, played, firstReportedDay } = ground;
  const { subject, sold, subscriberId } = player;
  const { terms, topUp } = simulation;
  const { zone } = timeline;
  const { validity } = terms;
  const runs = runsOf(sold.periods);
  const periods = layPeriods(runs, { validity, zone, ...played });
  const replayed = replaySubscriber(
    {
      tenant: { ...subject.tenant, isSuspended: false, zone },
      subscriber: subject.subscriber,
      plan,
      periods,
      quotaBytes: sold.quotaBytes,
      timeline,
      usage: spreader.spread(player.usage),
      firstReportedDay,
      topUp,
    },
    days,
  );
  const paid = paymentsIn(periods, { hasEnd: validity !== null, zone, ...reported });
  const boughtMinor = replayed.topUps * (topUp?.priceMinor ?? 0);
  return {
    ...replayed,
    subscriberId,
    paysNowMinor: sumNow(sold, { zone, ...reported }),
    wouldPayMinor: paid * terms.priceMinor + boughtMinor,
  };
}

function sumNow({ periods }: Sold, range: { zone: CivilZone; fromMs: number; toMs: number }): number {
  let sum = 0;
  for (const period of periods) {
    sum += period.priceMinor * paymentsIn([period], { hasEnd: period.hasEnd, ...range });
  }
  return sum;
}
