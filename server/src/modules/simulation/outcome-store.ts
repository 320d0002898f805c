import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

export const outcomeFilters = ['all', 'slow', 'cut', 'pays_more', 'pays_less'] as const;
export type OutcomeFilter = (typeof outcomeFilters)[number];

/** An outcome as it is listed. */
export interface ListedOutcome {
  readonly subscriberId: string;
  readonly username: string;
  readonly fullName: string | null;
  readonly firstSlowAt: Date | null;
  readonly slowS: number;
  readonly firstCutAt: Date | null;
  readonly cutS: number;
  readonly usedBytes: bigint;
  readonly heldBackBytes: bigint;
  readonly topUps: number;
  readonly paysNowMinor: bigint;
  readonly wouldPayMinor: bigint;
}

/** Where a page of outcomes ended: seconds slow and cut, and whose. */
export interface OutcomePlace {
  readonly hurtS: number;
  readonly subscriberId: string;
}

/** Reads `limit + 1`: who is slowed and cut longest first, then in the order of ids. */
export async function listOutcomes(
  tx: Tx,
  options: {
    tenantId: string;
    simulationId: string;
    only: OutcomeFilter;
    limit: number;
    after: OutcomePlace | undefined;
  },
): Promise<ListedOutcome[]> {
  const { tenantId, simulationId, only, limit, after } = options;
  const isAfter = after
    ? sql`and (o.slow_s + o.cut_s < ${after.hurtS}
        or (o.slow_s + o.cut_s = ${after.hurtS} and o.subscriber_id > ${after.subscriberId}))`
    : sql``;
  const { rows } = await sql<ListedOutcome>`
    select o.subscriber_id, s.username, s.full_name, o.first_slow_at, o.slow_s, o.first_cut_at, o.cut_s, o.used_bytes,
      o.held_back_bytes, o.top_ups, o.pays_now_minor, o.would_pay_minor
    from simulation.outcome o
      join subscribers.subscriber s on s.tenant_id = o.tenant_id and s.id = o.subscriber_id
    where o.tenant_id = ${tenantId} and o.simulation_id = ${simulationId} ${isWanted(only)} ${isAfter}
    order by (o.slow_s + o.cut_s) desc, o.subscriber_id limit ${limit + 1}`.execute(tx);
  return rows;
}

function isWanted(only: OutcomeFilter): RawBuilder<unknown> {
  if (only === 'slow') return sql`and o.slow_s > 0`;
  if (only === 'cut') return sql`and o.cut_s > 0`;
  if (only === 'pays_more') return sql`and o.would_pay_minor > o.pays_now_minor`;
  return only === 'pays_less' ? sql`and o.would_pay_minor < o.pays_now_minor` : sql``;
}
