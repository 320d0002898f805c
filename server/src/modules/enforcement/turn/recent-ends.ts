import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { Work } from './turn-store.ts';

/** Ends of a subscriber's sessions are counted for so long. */
const recentEndsMs = 3_600_000;
/** A login that was to bring terms, and did not so often, will not: the line stays, with the terms that it has. */
const maxEndsForTerms = 3;
/** Who is refused and yet let in is ended more often: those ends cost nobody a service. */
const maxEndsForService = 12;

interface Ended {
  readonly sessionId: string;
  readonly ends: number;
}

/**
 * Those of these sessions whose subscriber was disconnected again and again for what is wanted of them, each time logged
 * in anew, and got the same as before: ending one more would go on for ever. Wanting something else in between begins a
 * new count, and so does an hour.
 */
export async function endedTooOften(
  tx: Tx,
  works: readonly Work[],
  { nowMs }: { nowMs: number },
): Promise<Map<string, number>> {
  if (works.length === 0) return new Map();
  const since = new Date(nowMs - recentEndsMs);
  const ids = works.map(({ sessionId }) => sessionId);
  const { rows } = await sql<Ended>`
    select t.session_id, count(*)::integer as ends
    from enforcement.session_terms t
    join sessions.session mine on mine.tenant_id = t.tenant_id and mine.id = t.session_id
    cross join lateral (
      select bool_and(${lasting(sql`p.wanted`)} is not distinct from ${lasting(sql`t.desired`)})
        over (order by p.at desc, p.id desc) as is_for_the_same
      from sessions.session s
      join enforcement.step p on p.tenant_id = s.tenant_id and p.session_id = s.id
      where s.tenant_id = t.tenant_id and s.subscriber_id = t.subscriber_id and s.id <> t.session_id
        and coalesce(s.stopped_at, 'infinity') >= ${since} and p.at between ${since} and mine.started_at
        and p.rung = 'disconnect' and p.outcome in ('acknowledged', 'confirmed')
    ) as ended
    where t.tenant_id = ${works[0]!.tenantId} and t.session_id = any (${ids}::uuid[]) and ended.is_for_the_same
    group by t.session_id`.execute(tx);
  const desired = new Map(works.map((work) => [work.sessionId, work.desired]));
  const isTooOften = ({ sessionId, ends }: Ended): boolean =>
    ends >= (desired.get(sessionId) === null ? maxEndsForService : maxEndsForTerms);
  return new Map(rows.filter(isTooOften).map(({ sessionId, ends }) => [sessionId, ends]));
}

/** Of terms what does not differ from one session to the next. */
function lasting(terms: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${terms} - '{endsAtMs,volumeEndBytes,zones}'::text[])`;
}
