import { sql, type Insertable } from 'kysely';
import { plainArray, type DB, type Tx } from '../../platform/db/index.ts';
import type { ProposedTerms } from './proposed-plan.ts';
import {
  addUp,
  noDay,
  noTotals,
  wholeSeconds,
  type DayTotals,
  type Outcome,
  type SimulatedTopUp,
  type Totals,
  type Who,
} from './simulation.ts';

export interface Simulation {
  readonly id: string;
  readonly taskId: string;
  readonly planId: string | null;
  readonly planName: string | null;
  readonly terms: ProposedTerms;
  readonly who: Who;
  readonly topUp: SimulatedTopUp | null;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly timeZone: string;
  readonly subscribers: number;
  readonly createdAt: Date;
  readonly createdByName: string;
}

interface SimulationKey {
  readonly tenantId: string;
  readonly id: string;
}

export async function insertSimulation(tx: Tx, tenantId: string, simulation: Simulation): Promise<void> {
  const { terms, who, topUp, ...plain } = simulation;
  const row: Insertable<DB['simulation.simulation']> = {
    tenantId,
    ...plain,
    terms: JSON.stringify(terms),
    who: JSON.stringify(who),
    topUp: topUp && JSON.stringify(topUp),
  };
  await tx.insertInto('simulation.simulation').values(row).execute();
}

/** One row for each chunk, `subscriberIds` in order. */
export async function insertChunks(
  tx: Tx,
  { tenantId, id }: SimulationKey,
  chunks: readonly { id: string; subscriberIds: readonly string[] }[],
): Promise<void> {
  for (const { id: chunkId, subscriberIds } of chunks) {
    await sql`insert into simulation.chunk (tenant_id, simulation_id, id, subscriber_ids)
      values (${tenantId}, ${id}, ${chunkId}, ${plainArray(subscriberIds)}::uuid[])`.execute(tx);
  }
}

export async function findSimulation(
  tx: Tx,
  { tenantId, id }: SimulationKey,
): Promise<Simulation | undefined> {
  const row = await tx
    .selectFrom('simulation.simulation')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toSimulation(row);
}

/** Reads `limit + 1`, the newest first. */
export async function listSimulations(
  tx: Tx,
  { tenantId, limit, after }: { tenantId: string; limit: number; after: string | undefined },
): Promise<Simulation[]> {
  let query = tx.selectFrom('simulation.simulation').selectAll().where('tenantId', '=', tenantId);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map(toSimulation);
}

type SimulationRow = Omit<Simulation, 'terms' | 'who' | 'topUp'> & {
  readonly terms: unknown;
  readonly who: unknown;
  readonly topUp: unknown;
};

/** What is JSON in a row was written by `insertSimulation`. */
function toSimulation(row: SimulationRow): Simulation {
  const { id, taskId, planId, planName, firstDay, lastDay, timeZone, subscribers } = row;
  return {
    id,
    taskId,
    planId,
    planName,
    terms: row.terms as ProposedTerms,
    who: row.who as Who,
    topUp: row.topUp as SimulatedTopUp | null,
    firstDay,
    lastDay,
    timeZone,
    subscribers,
    createdAt: row.createdAt,
    createdByName: row.createdByName,
  };
}

/** Whom a chunk means; undefined: it is gone with its simulation. */
export async function findChunk(
  tx: Tx,
  { tenantId, id, chunkId }: SimulationKey & { chunkId: string },
): Promise<string[] | undefined> {
  const row = await tx
    .selectFrom('simulation.chunk')
    .select('subscriberIds')
    .where('tenantId', '=', tenantId)
    .where('simulationId', '=', id)
    .where('id', '=', chunkId)
    .executeTakeFirst();
  return row?.subscriberIds;
}

export interface ChunkResult {
  readonly chunkId: string;
  readonly totals: Totals;
  readonly days: readonly DayTotals[];
  readonly outcomes: readonly Outcome[];
}

export async function writeChunk(
  tx: Tx,
  { tenantId, id }: SimulationKey,
  { chunkId, totals, days, outcomes }: ChunkResult,
): Promise<void> {
  await sql`update simulation.chunk set totals = ${JSON.stringify(totals)}::jsonb, days = ${JSON.stringify(days)}::jsonb
    where tenant_id = ${tenantId} and simulation_id = ${id} and id = ${chunkId}`.execute(tx);
  const rows = outcomes.map((outcome) => ({
    subscriber_id: outcome.subscriberId,
    first_slow_at: toIso(outcome.firstSlowAtMs),
    slow_s: wholeSeconds(outcome.slowMs),
    first_cut_at: toIso(outcome.firstCutAtMs),
    cut_s: wholeSeconds(outcome.cutMs),
    used_bytes: outcome.usedBytes,
    held_back_bytes: outcome.cutBytes + outcome.slowedBytes + outcome.overSpeedBytes,
    top_ups: outcome.topUps,
    pays_now_minor: outcome.paysNowMinor,
    would_pay_minor: outcome.wouldPayMinor,
  }));
  await sql`insert into simulation.outcome (tenant_id, simulation_id, subscriber_id, first_slow_at, slow_s, first_cut_at,
      cut_s, used_bytes, held_back_bytes, top_ups, pays_now_minor, would_pay_minor)
    select ${tenantId}::uuid, ${id}::uuid, r.*
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (subscriber_id uuid, first_slow_at timestamptz, slow_s integer,
      first_cut_at timestamptz, cut_s integer, used_bytes bigint, held_back_bytes bigint, top_ups integer,
      pays_now_minor bigint, would_pay_minor bigint)`.execute(tx);
}

function toIso(instantMs: number | null): string | null {
  return instantMs === null ? null : new Date(instantMs).toISOString();
}

/** What is done of a simulation so far. */
export async function readTotals(
  tx: Tx,
  { tenantId, id }: SimulationKey,
): Promise<{ totals: Totals; days: DayTotals[] }> {
  const chunks = await tx
    .selectFrom('simulation.chunk')
    .select(['totals', 'days'])
    .where('tenantId', '=', tenantId)
    .where('simulationId', '=', id)
    .where('totals', 'is not', null)
    .execute();
  const totals = noTotals();
  const days: DayTotals[] = [];
  for (const chunk of chunks) {
    addUp(totals, chunk.totals as unknown as Totals);
    (chunk.days as unknown as DayTotals[]).forEach((day, place) => addUp((days[place] ??= noDay()), day));
  }
  return { totals, days };
}

/** Forgets what is older, with all that hangs on it. */
export async function deleteSimulations(
  tx: Tx,
  { tenantId, before }: { tenantId: string; before: Date },
): Promise<void> {
  await tx
    .deleteFrom('simulation.simulation')
    .where('tenantId', '=', tenantId)
    .where('createdAt', '<', before)
    .execute();
}
