import { sql, type RawBuilder } from 'kysely';
import { pageBound, type Tx } from '../../platform/db/index.ts';
import { readPlaces, termConditions, type Place } from '../terms/index.ts';
import type { ListedSubscriber } from './listed-subscriber.ts';
import type { SubscriberStatus } from './subscriber.ts';

export interface SubscriberFilter {
  /** Without it, everybody but the closed. */
  status?: SubscriberStatus | undefined;
  /** The plan that the list shows: in force, else the next to begin, else the last. */
  planId?: string | undefined;
  /** Bound to this NAS. */
  nasId?: string | undefined;
  /** However it is spelled. */
  tag?: string | undefined;
  /** The beginning or the end of a phone number. */
  phone?: string | undefined;
  /** The service ends within so many days from now. */
  expiresWithinDays?: number | undefined;
  /** Has an open session. */
  online?: boolean | undefined;
  /** Words, or a phone number, MAC or IP address or the beginning of one; all of the words must be met. */
  q?: string | undefined;
}

export const subscriberSorts = [
  'username',
  '-username',
  'name',
  '-name',
  'expiry',
  '-expiry',
  'newest',
  'oldest',
] as const;
export type SubscriberSort = (typeof subscriberSorts)[number];

export interface SubscriberCursor {
  key: string;
  id: string;
}

export interface SubscriberPage {
  tenantId: string;
  filter: SubscriberFilter;
  sort: SubscriberSort;
  now: Date;
  limit: number;
  after: SubscriberCursor | undefined;
}

/** Each is a column of an index that begins with the tenant, or the id, which is in the order of time. */
const sortKeys = {
  username: sql`s.username_key`,
  name: sql`s.name_key`,
  expiry: sql`s.expiry_key`,
  created: sql`s.id`,
};

function orderOf(sort: SubscriberSort): { key: keyof typeof sortKeys; isDescending: boolean } {
  if (sort === 'newest' || sort === 'oldest') return { key: 'created', isDescending: sort === 'newest' };
  const isDescending = sort.startsWith('-');
  return { key: (isDescending ? sort.slice(1) : sort) as keyof typeof sortKeys, isDescending };
}

/**
 * Reads `limit + 1` subscribers in the order asked for with all that a list shows of each. The page is cut
 * first; plan and presence are looked up for its rows alone, by keys.
 */
export async function listSubscribers(
  tx: Tx,
  page: SubscriberPage,
): Promise<{ subscriber: ListedSubscriber; cursor: SubscriberCursor }[]> {
  const { tenantId, filter, sort, now, limit, after } = page;
  const { key, isDescending } = orderOf(sort);
  const column = sortKeys[key];
  const direction = isDescending ? sql`desc` : sql`asc`;
  const places = await readPlaces(tx, { tenantId, q: filter.q, tag: filter.tag, phone: filter.phone });
  if (places === undefined) return [];
  const conditions = conditionsOf({ tenantId, filter, places, now });
  if (after !== undefined) {
    const from =
      key === 'expiry'
        ? sql`${after.key}::timestamptz`
        : key === 'created'
          ? sql`${after.key}::uuid`
          : sql`${after.key}`;
    conditions.push(sql`(${column}, s.id) ${isDescending ? sql`<` : sql`>`} (${from}, ${after.id}::uuid)`);
  }
  const { rows } = await sql<ListedSubscriber & { sortKey: string }>`
    with page as materialized (
      select s.*, ${column} as sort_key from subscribers.subscriber s
      where ${sql.join(conditions, sql` and `)}
      order by ${column} ${direction}, s.id ${direction}
      limit ${pageBound(limit)}
    )
    select page.id, page.username, page.credential, page.full_name, page.phones, page.email, page.tags, page.status,
      page.nas_id, page.mac_binding, page.macs, page.framed_ip, page.revision, page.sort_key::text,
      page.service_id, page.service_plan_id, page.service_expires_at, held.starts_at as service_starts_at,
      plan.name as plan_name, version.download_bps, version.upload_bps,
      open.id as session_id, open.started_at as online_since, open.nas_id as session_nas_id, open.framed_ip as session_ip,
      terms.desired_cause->>'code' as terms_cause, (terms.desired_cause->>'tier')::integer as terms_tier,
      coalesce(open.last_seen_at, recent.last_seen_at) as last_seen_at, used.day as last_used_on
    from page
      left join subscriptions.subscription held on held.tenant_id = ${tenantId} and held.id = page.service_id
      left join plans.plan_version version
        on version.tenant_id = ${tenantId} and version.plan_id = held.plan_id and version.id = held.plan_version_id
      left join plans.plan plan on plan.tenant_id = ${tenantId} and plan.id = held.plan_id
      left join lateral (
        select o.id, o.started_at, o.last_seen_at, o.nas_id, o.framed_ip from sessions.session o
        where o.tenant_id = ${tenantId} and o.subscriber_id = page.id and o.stopped_at is null
        order by o.started_at desc limit 1) open on true
      left join enforcement.session_terms terms on terms.tenant_id = ${tenantId} and terms.session_id = open.id
      left join lateral (
        select r.last_seen_at from sessions.session r
        where open.id is null and r.tenant_id = ${tenantId} and r.subscriber_id = page.id
        order by r.started_at desc limit 1) recent on true
      left join lateral (
        select u.day from sessions.usage_day u
        where open.id is null and recent.last_seen_at is null and u.tenant_id = ${tenantId} and u.subscriber_id = page.id
        order by u.day desc limit 1) used on true
    order by page.sort_key ${direction}, page.id ${direction}`.execute(tx);
  return rows.map((subscriber) => ({ subscriber, cursor: { key: subscriber.sortKey, id: subscriber.id } }));
}

/** The ids of all who match, at most `limit + 1`, in the order in which rows are locked. */
export async function listSubscriberIds(
  tx: Tx,
  { tenantId, filter, now, limit }: Pick<SubscriberPage, 'tenantId' | 'filter' | 'now' | 'limit'>,
): Promise<string[]> {
  const places = await readPlaces(tx, { tenantId, q: filter.q, tag: filter.tag, phone: filter.phone });
  if (places === undefined) return [];
  const { rows } = await sql<{ id: string }>`
    select s.id from subscribers.subscriber s
    where ${sql.join(conditionsOf({ tenantId, filter, places, now }), sql` and `)}
    order by s.id limit ${limit + 1}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** How many there are of each status. */
export async function countByStatus(tx: Tx, tenantId: string): Promise<Map<SubscriberStatus, number>> {
  const { rows } = await sql<{ status: SubscriberStatus; count: number }>`
    select status, count(*)::integer as count from subscribers.subscriber
    where tenant_id = ${tenantId} group by status`.execute(tx);
  return new Map(rows.map(({ status, count }) => [status, count]));
}

function conditionsOf({
  tenantId,
  filter,
  places,
  now,
}: Pick<SubscriberPage, 'tenantId' | 'filter' | 'now'> & {
  places: readonly Place[];
}): RawBuilder<unknown>[] {
  const { status, planId, nasId, expiresWithinDays, online } = filter;
  const conditions: RawBuilder<unknown>[] = [sql`s.tenant_id = ${tenantId}::uuid`];
  // Beside a status too, so that the partial indexes serve.
  if (status !== 'closed') conditions.push(sql`s.status <> 'closed'`);
  if (status !== undefined) conditions.push(sql`s.status = ${status}`);
  if (planId !== undefined) conditions.push(sql`s.service_plan_id = ${planId}::uuid`);
  if (nasId !== undefined) conditions.push(sql`s.nas_id = ${nasId}::uuid`);
  if (expiresWithinDays !== undefined) {
    const until = new Date(now.getTime() + expiresWithinDays * 86_400_000);
    const expiry = sortKeys.expiry;
    conditions.push(sql`${expiry} > ${now}::timestamptz and ${expiry} <= ${until}::timestamptz`);
  }
  if (online !== undefined) {
    const open = sql`exists (select from sessions.session o
      where o.tenant_id = ${tenantId}::uuid and o.subscriber_id = s.id and o.stopped_at is null)`;
    conditions.push(online ? open : sql`not ${open}`);
  }
  conditions.push(...termConditions(places, { tenantId, subject: sql`s.id` }));
  return conditions;
}
