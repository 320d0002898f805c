import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

export type TermKind = 'word' | 'phone' | 'ending' | 'tag' | 'mac' | 'ip' | 'nas';

/** A stretch of the ordered terms of one kind. */
export interface TermRange {
  kind: TermKind;
  from: string;
  /** Exclusive. */
  before: string;
}

export interface CountedRange extends TermRange {
  /** Which of the filters it belongs to. */
  filter: 'q' | 'phone' | 'tag' | 'nas';
  /** Ranges of one place are alternatives. */
  place: number;
  /** How many terms it holds, counted no further than `most`. */
  matches: number;
}

export interface TypedFilters {
  tenantId: string;
  q: string | undefined;
  phone: string | undefined;
  tag: string | undefined;
  /** Words of a NAS. */
  nas: string | undefined;
  most: number;
}

/** What was typed as ranges, each with how common it is, in one statement. */
export async function readRanges(tx: Tx, filters: TypedFilters): Promise<CountedRange[]> {
  const { tenantId, q = null, phone = null, tag = null, nas = null, most } = filters;
  const { rows } = await sql<CountedRange>`
    select r.filter, r.place, r.kind, r.from_term as "from", r.before_term as "before", c.matches
    from (
      select 'q' as filter, t.* from search.typed_ranges(${q}::text) t
      union all select 'phone', t.* from search.typed_ranges(${phone}::text) t
      union all select 'tag', 1, 'tag', n, n || chr(1) from (select left(search.normal(${tag}::text), 64) as n) t
        where n is not null
      union all select 'nas', t.place, 'nas', t.from_term, t.before_term from search.typed_ranges(${nas}::text) t
        where t.kind = 'word'
    ) r cross join lateral (
      select count(*)::integer as matches from (
        select from search.term t
        where t.tenant_id = ${tenantId} and t.kind = r.kind and t.term >= r.from_term and t.term < r.before_term
        limit ${most}
      ) bounded
    ) c
    order by r.filter, r.place`.execute(tx);
  return rows;
}
