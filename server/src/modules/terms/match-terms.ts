import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import { readRanges, type CountedRange, type TermKind, type TermRange } from './term-store.ts';

export interface TermFilters {
  tenantId: string;
  /** Words, or a phone number, MAC or IP address or the beginning of one. All of the words must be met. */
  q?: string | undefined;
  /** The beginning or the end of a phone number. */
  phone?: string | undefined;
  tag?: string | undefined;
}

/**
 * Up to here, those who have the rarest term are gathered and looked through; above it, the list is walked in its
 * own order and each row asked whether it has the terms. With 50 rows a page and a few 100,000 subscribers both
 * ways cost about the same here, and each less on its own side.
 */
export const mostGathered = 4_000;

/** What a subject must have: one of the ranges. */
export interface Place {
  ranges: readonly TermRange[];
  /** No more than `mostGathered + 1` is counted. */
  matches: number;
}

/**
 * What the filters ask of a subject, the rarest first; undefined when nobody can have it, such as a search for
 * signs that nobody sees. Without a filter, nothing is asked.
 */
export async function readPlaces(tx: Tx, filters: TermFilters): Promise<Place[] | undefined> {
  const { tenantId, q, phone, tag } = filters;
  const given = { q, phone, tag };
  const names = (Object.keys(given) as (keyof typeof given)[]).filter((name) => given[name] !== undefined);
  if (names.length === 0) return [];
  const ranges = await readRanges(tx, { tenantId, q, phone, tag, nas: undefined, most: mostGathered + 1 });
  return placesOf(ranges, names);
}

/** What was typed into a search of everything: asked of a subscriber, and of a NAS. */
export async function readSearchPlaces(
  tx: Tx,
  { tenantId, q }: { tenantId: string; q: string },
): Promise<{ subscriber: Place[] | undefined; nas: Place[] | undefined }> {
  const nothing = { phone: undefined, tag: undefined };
  const ranges = await readRanges(tx, { tenantId, q, nas: q, ...nothing, most: mostGathered + 1 });
  return { subscriber: placesOf(ranges, ['q']), nas: placesOf(ranges, ['nas']) };
}

function placesOf(
  ranges: readonly CountedRange[],
  names: readonly CountedRange['filter'][],
): Place[] | undefined {
  const places: Place[] = [];
  for (const name of names) {
    const own = ranges.filter((range) => range.filter === name);
    const numbers = [...new Set(own.map(({ place }) => place))];
    if (numbers.length === 0) return undefined;
    for (const number of numbers) {
      const place = toPlace(own.filter((range) => range.place === number && isMeant(name, range.kind)));
      if (place.matches === 0) return undefined;
      places.push(place);
    }
  }
  return places.toSorted((a, b) => a.matches - b.matches);
}

/**
 * The conditions on a row whose id is `subject`, for `where`: where the rarest term is rare enough, those who have all
 * of them are gathered; otherwise each is asked of each row.
 */
export function termConditions(
  places: readonly Place[],
  { tenantId, subject }: { tenantId: string; subject: RawBuilder<string> },
): RawBuilder<boolean>[] {
  const [rarest, ...others] = places;
  if (rarest === undefined) return [];
  if (rarest.matches > mostGathered) return places.map((place) => hasOneOf(place, { tenantId, subject }));
  return [
    sql<boolean>`${subject} = any (array(${gather([rarest, ...others], { tenantId, most: mostGathered })}))`,
  ];
}

/**
 * At most `most` subjects that have all of it, as an array in SQL; those whose rarest term is nearest to what was
 * typed come first. Where even the rarest term is very common, only the first `mostGathered` who have it are
 * asked for the others: a search shows a few, and who is not among them is found by one more letter.
 */
export function firstSubjects(
  places: readonly [Place, ...Place[]],
  { tenantId, most }: { tenantId: string; most: number },
): RawBuilder<string[]> {
  const gathered = places.length === 1 ? most : mostGathered;
  return sql`array(${gather(places, { tenantId, most: gathered })} limit ${most})`;
}

/** Who has the rarest, at most so many, and all of the others. */
function gather(
  [rarest, ...others]: readonly [Place, ...Place[]],
  { tenantId, most }: { tenantId: string; most: number },
): RawBuilder<unknown> {
  const subject = sql<string>`found.subject`;
  const conditions = others.map((place) =>
    place.matches > mostGathered
      ? hasOneOf(place, { tenantId, subject })
      : sql<boolean>`found.subject in (${subjectsOf(place, { tenantId, most: mostGathered })})`,
  );
  return sql`select found.subject from (${subjectsOf(rarest, { tenantId, most })}) found
    ${conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`}`;
}

/** The subjects of one place, of each range at most so many. */
function subjectsOf(
  place: Place,
  { tenantId, most }: { tenantId: string; most: number },
): RawBuilder<unknown> {
  return sql.join(
    place.ranges.map(
      ({ kind, from, before }) => sql`(select t.subject from search.term t where t.tenant_id = ${tenantId}
        and t.kind = ${kind} and t.term >= ${from} and t.term < ${before} order by t.term limit ${most})`,
    ),
    sql` union all `,
  );
}

/** `offset 0` keeps the planner from gathering all who have a common term in order to ask a few rows. */
function hasOneOf(
  place: Place,
  { tenantId, subject }: { tenantId: string; subject: RawBuilder<string> },
): RawBuilder<boolean> {
  const alternatives = sql.join(
    place.ranges.map(
      ({ kind, from, before }) => sql`(t.kind = ${kind} and t.term >= ${from} and t.term < ${before})`,
    ),
    sql` or `,
  );
  return sql<boolean>`exists (select from search.term t where t.tenant_id = ${tenantId} and t.subject = ${subject}
    and (${alternatives}) offset 0)`;
}

/** Ranges that hold nothing are left out: an IPv6 address is looked for in as many as it has prefixes. */
function toPlace(ranges: readonly CountedRange[]): Place {
  const held = ranges.filter(({ matches }) => matches > 0);
  return { ranges: held, matches: held.reduce((sum, { matches }) => sum + matches, 0) };
}

function isMeant(filter: CountedRange['filter'], kind: TermKind): boolean {
  return filter === 'phone' ? kind === 'phone' || kind === 'ending' : true;
}
