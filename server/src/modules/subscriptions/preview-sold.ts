import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { ReachedByVersion, VersionScope } from '../plans/index.ts';

/** Enough to recognise who is meant. */
const mostInSample = 10;

/** Whom a new version of a plan reaches: by a move at once, by renewals as they stand, or nobody. */
export async function previewSold(
  tx: Tx,
  { tenantId, planId, applyTo }: { tenantId: string; planId: string; applyTo: VersionScope },
): Promise<ReachedByVersion> {
  if (applyTo === 'new_sales') return { changesNow: 0, changesAtRenewal: 0, online: 0, sample: [] };
  const reached = sql`select s.subscriber_id from subscriptions.subscription s
    where s.tenant_id = ${tenantId} and s.plan_id = ${planId} and s.status in ('pending', 'active')
      ${applyTo === 'renewals' ? renewsItself : sql``}`;
  const counted = await sql<{ subscriptions: bigint; online: bigint }>`
    with reached as materialized (${reached})
    select (select count(*) from reached) as subscriptions,
      (select count(*) from (select distinct subscriber_id from reached) r
        where exists (select from sessions.session o where o.tenant_id = ${tenantId}
          and o.subscriber_id = r.subscriber_id and o.stopped_at is null)) as online`.execute(tx);
  const sample = await sql<ReachedByVersion['sample'][number]>`
    select p.id as subscriber_id, p.username, p.full_name from subscribers.subscriber p
    where p.tenant_id = ${tenantId} and p.id in (${reached})
    order by p.username_key, p.id
    limit ${mostInSample}`.execute(tx);
  const subscriptions = Number(counted.rows[0]!.subscriptions);
  return {
    changesNow: applyTo === 'all' ? subscriptions : 0,
    changesAtRenewal: applyTo === 'renewals' ? subscriptions : 0,
    online: Number(counted.rows[0]!.online),
    sample: sample.rows,
  };
}

/** To the same plan, and not renewed yet. */
const renewsItself = sql`and s.auto_renew and s.expires_at is not null
  and coalesce(s.renewal_plan_id, s.plan_id) = s.plan_id
  and not exists (select from subscriptions.subscription r where r.tenant_id = s.tenant_id and r.renews_id = s.id)`;
