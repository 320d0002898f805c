import { sql, type RawBuilder } from 'kysely';
import { pageBound, type Tx } from '../../platform/db/index.ts';
import { ipv4Range, macRange, textRange } from './search-prefix.ts';

/** A session is silent when so many of its reports are missing; a third one more and it is closed. */
const silentIntervals = 2;
const marginS = 30;
const standardInterimS = 300;

/** An open session with the names that a list shows. */
export interface OnlineSession {
  id: string;
  nasId: string;
  nasName: string;
  subscriberId: string | null;
  username: string;
  fullName: string | null;
  planName: string | null;
  mac: string | null;
  framedIp: string | null;
  framedIpv6Prefix: string | null;
  nasPortId: string | null;
  startedAt: Date;
  lastSeenAt: Date;
  isSilent: boolean;
  downloadBytes: bigint;
  uploadBytes: bigint;
  downloadBps: bigint | null;
  uploadBps: bigint | null;
  /** How far the terms that are wanted for it have come, and the rule that decided them; null: not decided yet. */
  termsState: 'in_step' | 'pending' | 'claimed' | 'failed' | 'ended' | null;
  termsCause: string | null;
  /** The step of fair use, where that decided. */
  termsTier: number | null;
}

export const onlineSorts = ['-startedAt', 'startedAt', '-rate'] as const;

export interface OnlineFilter {
  nasId?: string | undefined;
  planId?: string | undefined;
  isSilent?: boolean | undefined;
  /** The beginning of a user name, an IPv4 address or a MAC address. */
  q?: string | undefined;
}

export interface ListOnline {
  tenantId: string;
  nowMs: number;
  filter: OnlineFilter;
  sort: (typeof onlineSorts)[number];
  limit: number;
  after: { startedAt: string; id: string } | undefined;
}

/**
 * Reads `limit + 1` open sessions. By start along an index; by rate, which no index may hold, by looking at all
 * that are open, and the first page alone.
 */
export async function listOnline(tx: Tx, options: ListOnline): Promise<OnlineSession[]> {
  const { tenantId, nowMs, sort, limit, after } = options;
  const order = orders[sort];
  const behind = after
    ? sql`and (s.started_at, s.id) ${sort === 'startedAt' ? sql`>` : sql`<`} (${after.startedAt}::timestamptz, ${after.id}::uuid)`
    : sql``;
  const silent = isSilent(nowMs);
  const { rows } = await sql<OnlineSession>`
    with page as materialized (
      select s.id, s.nas_id, s.subscriber_id, s.subscription_id, s.username, s.mac, s.framed_ip,
        s.framed_ipv6_prefix, s.nas_port_id, s.started_at, s.last_seen_at, s.download_bytes, s.upload_bytes,
        s.download_bps, s.upload_bps, ${silent} as is_silent
      from sessions.session s
      where s.tenant_id = ${tenantId} and s.stopped_at is null ${conditions(options)} ${behind}
      order by ${order} limit ${pageBound(limit)}
    )
    select s.*, n.name as nas_name, b.full_name, p.name as plan_name,
      t.state as terms_state, t.desired_cause->>'code' as terms_cause, (t.desired_cause->>'tier')::integer as terms_tier
    from page s
    left join nas.nas n on n.tenant_id = ${tenantId} and n.id = s.nas_id
    left join subscribers.subscriber b on b.tenant_id = ${tenantId} and b.id = s.subscriber_id
    left join subscriptions.subscription u on u.tenant_id = ${tenantId} and u.id = s.subscription_id
    left join plans.plan p on p.tenant_id = ${tenantId} and p.id = u.plan_id
    left join enforcement.session_terms t on t.tenant_id = ${tenantId} and t.session_id = s.id
    order by ${order}`.execute(tx);
  return rows;
}

/** How many sessions match, without a page's bound. */
export async function countOnline(
  tx: Tx,
  options: Pick<ListOnline, 'tenantId' | 'nowMs' | 'filter'>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from sessions.session s
    where s.tenant_id = ${options.tenantId} and s.stopped_at is null ${conditions(options)}`.execute(tx);
  return rows[0]!.count;
}

const orders: Record<ListOnline['sort'], RawBuilder<unknown>> = {
  '-startedAt': sql`s.started_at desc, s.id desc`,
  startedAt: sql`s.started_at, s.id`,
  '-rate': sql`coalesce(s.download_bps, 0) + coalesce(s.upload_bps, 0) desc, s.id desc`,
};

function conditions({
  tenantId,
  nowMs,
  filter,
}: Pick<ListOnline, 'tenantId' | 'nowMs' | 'filter'>): RawBuilder<unknown> {
  const { nasId, planId, q } = filter;
  const parts: RawBuilder<unknown>[] = [];
  if (nasId !== undefined) parts.push(sql`and s.nas_id = ${nasId}`);
  if (planId !== undefined) {
    parts.push(sql`and s.subscription_id in (
      select u.id from subscriptions.subscription u where u.tenant_id = ${tenantId} and u.plan_id = ${planId})`);
  }
  if (filter.isSilent !== undefined) parts.push(sql`and ${isSilent(nowMs)} = ${filter.isSilent}`);
  if (q !== undefined) parts.push(sql`and ${beginsWith(q)}`);
  return sql.join(parts, sql` `);
}

function isSilent(nowMs: number): RawBuilder<unknown> {
  return sql`(s.last_seen_at < ${new Date(nowMs)}::timestamptz - make_interval(secs =>
    ${silentIntervals} * coalesce(s.interim_interval_s, ${standardInterimS}) + ${marginS}))`;
}

/** Names as the NAS sends them, mostly in lower case whatever staff type. */
function beginsWith(typed: string): RawBuilder<unknown> {
  const names = [...new Set([typed, typed.toLowerCase()])].map(textRange);
  const any = names.map(
    ({ from, to }) => sql`(s.username collate "C" >= ${from} and s.username collate "C" < ${to})`,
  );
  const ips = ipv4Range(typed);
  if (ips) any.push(sql`(s.framed_ip >= ${ips.from}::inet and s.framed_ip <= ${ips.to}::inet)`);
  const macs = macRange(typed);
  if (macs) any.push(sql`(s.mac >= ${macs.from}::macaddr and s.mac <= ${macs.to}::macaddr)`);
  return sql`(${sql.join(any, sql` or `)})`;
}
