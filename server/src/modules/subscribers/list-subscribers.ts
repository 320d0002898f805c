import { isIP } from 'node:net';
import { sql, type ExpressionBuilder } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import { parseMac } from './mac.ts';
import { normalizePhone } from './subscriber-fields.ts';
import { toSubscriber } from './subscriber-store.ts';
import type { Subscriber, SubscriberStatus } from './subscriber.ts';

export interface SubscriberFilter {
  /** Without it, everybody but the closed. */
  status?: SubscriberStatus | undefined;
  /** Holds a pending or active subscription to this plan. */
  planId?: string | undefined;
  nasId?: string | undefined;
  tag?: string | undefined;
  /** The beginning of the user name, or a whole phone number, MAC or IP address. */
  q?: string | undefined;
}

export interface SubscriberCursor {
  key: string;
  id: string;
}

/** Reads `limit + 1` subscribers in the order of their user names. */
export async function listSubscribers(
  tx: Tx,
  page: { tenantId: string; filter: SubscriberFilter; limit: number; after: SubscriberCursor | undefined },
): Promise<{ subscriber: Subscriber; cursor: SubscriberCursor }[]> {
  const { tenantId, filter, limit, after } = page;
  let query = tx.selectFrom('subscribers.subscriber').selectAll().where('tenantId', '=', tenantId);
  query = filter.status
    ? query.where('status', '=', filter.status)
    : query.where('status', '<>', 'closed' satisfies SubscriberStatus);
  if (filter.nasId !== undefined) query = query.where('nasId', '=', filter.nasId);
  if (filter.tag !== undefined) query = query.where(sql<boolean>`${filter.tag} = any(tags)`);
  if (filter.planId !== undefined) {
    const { planId } = filter;
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('subscriptions.subscription as held')
          .select('held.id')
          .where('held.tenantId', '=', tenantId)
          .whereRef('held.subscriberId', '=', 'subscribers.subscriber.id')
          .where('held.planId', '=', planId)
          .where('held.status', 'in', ['pending', 'active']),
      ),
    );
  }
  if (filter.q !== undefined) {
    const { q } = filter;
    query = query.where((eb) => matches(eb, q));
  }
  if (after !== undefined) {
    query = query.where((eb) => eb(eb.refTuple('usernameKey', 'id'), '>', eb.tuple(after.key, after.id)));
  }
  const rows = await query
    .orderBy('usernameKey')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  return rows.map((row) => ({ subscriber: toSubscriber(row), cursor: { key: row.usernameKey, id: row.id } }));
}

/** Sorts after every character that a name can go on with. */
const last = '\u{10FFFF}';

function matches(eb: ExpressionBuilder<DB, 'subscribers.subscriber'>, q: string) {
  const prefix = q.normalize('NFC').trim().toLowerCase();
  const byName = eb.and([eb('usernameKey', '>=', prefix), eb('usernameKey', '<', prefix + last)]);
  const others = [];
  const phone = normalizePhone(q);
  if (phone !== undefined) others.push(sql<boolean>`${phone} = any(phones)`);
  const mac = parseMac(q);
  if (mac !== undefined) others.push(sql<boolean>`${mac}::macaddr = any(macs)`, eb('usernameKey', '=', mac));
  if (isIP(prefix) !== 0 && !prefix.includes('%')) others.push(sql<boolean>`framed_ip = ${prefix}::inet`);
  return eb.or([byName, ...others]);
}
