import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { MacBinding, SubscriberStatus } from './subscriber.ts';

/** What bulk actions judge a subscriber by. */
export interface BulkSubject {
  id: string;
  username: string;
  fullName: string | null;
  status: SubscriberStatus;
  tags: string[];
  macBinding: MacBinding;
  macs: string[];
  /** The subscription in force, else the next to begin, else the one that ended last. */
  service: {
    id: string;
    planId: string;
    status: 'pending' | 'active' | 'expired' | 'cancelled';
    expiresAt: Date | null;
    /** What follows it at its end. */
    follower: { planId: string; status: string } | null;
  } | null;
  openSessionIds: string[];
}

/** These of the tenant's subscribers, in the order of their ids; ids that are not the tenant's are left out. */
export async function readBulkSubjects(
  tx: Tx,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
): Promise<BulkSubject[]> {
  const { rows } = await sql<SubjectRow>`
    select s.id, s.username, s.full_name, s.status, s.tags, s.mac_binding, s.macs,
      array(select o.id from sessions.session o where o.tenant_id = s.tenant_id and o.subscriber_id = s.id
        and o.stopped_at is null order by o.id) as open_session_ids,
      held.id as service_id, held.plan_id, held.status as service_status, held.expires_at,
      follower.plan_id as follower_plan_id, follower.status as follower_status
    from subscribers.subscriber s
      left join subscriptions.subscription held on held.tenant_id = s.tenant_id and held.id = s.service_id
      left join subscriptions.subscription follower on follower.tenant_id = s.tenant_id and follower.renews_id = held.id
    where s.tenant_id = ${tenantId} and s.id = any (${[...ids]}::uuid[])
    order by s.id`.execute(tx);
  return rows.map(toSubject);
}

/** As the statement answers it. */
interface SubjectRow extends Omit<BulkSubject, 'service'> {
  serviceId: string | null;
  planId: string;
  serviceStatus: NonNullable<BulkSubject['service']>['status'];
  expiresAt: Date | null;
  followerPlanId: string | null;
  followerStatus: string;
}

function toSubject(row: SubjectRow): BulkSubject {
  const { serviceId, planId, serviceStatus, expiresAt, followerPlanId, followerStatus, ...subject } = row;
  const follower = followerPlanId === null ? null : { planId: followerPlanId, status: followerStatus };
  const service =
    serviceId === null ? null : { id: serviceId, planId, status: serviceStatus, expiresAt, follower };
  return { ...subject, service };
}
