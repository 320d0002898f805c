import { sql, type RawBuilder } from 'kysely';

/**
 * How many rows a page reads: one more than it shows. The usual sizes stand in the text of the statement: a parameter
 * would hide from the planner how few rows are wanted, and a prepared statement would be planned anew each time.
 */
export function pageBound(limit: number): RawBuilder<number> {
  if (limit === 50) return sql<number>`51`;
  if (limit === 100) return sql<number>`101`;
  return sql<number>`${limit + 1}`;
}
