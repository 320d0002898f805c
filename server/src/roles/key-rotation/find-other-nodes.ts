import { sql } from 'kysely';
import type { Database } from '../../platform/db/index.ts';

/** A node gives a sign of life every 5 s; what is older is of one that was stopped. */
export const nodeRunsS = 20;

/** The names of the nodes beside this one that run: each holds the keys that it was started with. */
export function findOtherNodes(database: Database, node: string): Promise<string[]> {
  return database.acrossTenants(async (tx) => {
    const { rows } = await sql<{ node: string }>`
      select distinct node from platform.role_status where node <> ${node}
        and beat_at > clock_timestamp() - make_interval(secs => ${nodeRunsS}) order by node`.execute(tx);
    return rows.map((row) => row.node);
  });
}
