import type { Tx } from '../../platform/db/index.ts';
import { findVersion } from '../plans/index.ts';
import {
  CivilZone,
  compileLoginWindows,
  effectivePolicy,
  type Decision,
  type PolicyPlanVersion,
  type PolicySubscription,
} from '../policy/index.ts';
import { loadSettings } from '../settings/index.ts';
import type { Subscriber } from '../subscribers/index.ts';
import { findTenant } from '../tenancy/index.ts';

/** What the policy says of a subscriber as the rows stand now: what the next login would hear of it. */
export async function decideSubscriber(
  tx: Tx,
  { tenantId, subscriber, nowMs }: { tenantId: string; subscriber: Subscriber; nowMs: number },
): Promise<Decision<never>> {
  const tenant = (await findTenant(tx, { id: tenantId }))!;
  const settings = await loadSettings(tx, tenantId);
  const subscriptions = await readSubscriptions(tx, { tenantId, subscriberId: subscriber.id });
  const versions = new Map<string, PolicyPlanVersion<never>>();
  for (const id of new Set(subscriptions.map((one) => one.planVersionId))) {
    versions.set(id, await readVersion(tx, { tenantId, id }));
  }
  return effectivePolicy<never>({
    tenant: {
      isSuspended: tenant.status === 'suspended',
      zone: new CivilZone(tenant.timeZone),
      graceMs: settings['subscriptions.graceHours'] * 3_600_000,
    },
    subscriber: {
      ...subscriber,
      loginHours: compileLoginWindows(subscriber.loginWindows ?? []),
      customAttributes: [],
      subscriptions,
    },
    planVersionOf: (id) => versions.get(id),
    nowMs,
  });
}

/** More than anybody holds; beyond it the newest count. */
const mostSubscriptions = 200;

async function readSubscriptions(
  tx: Tx,
  { tenantId, subscriberId }: { tenantId: string; subscriberId: string },
): Promise<PolicySubscription[]> {
  const rows = await tx
    .selectFrom('subscriptions.subscription')
    .select(['id', 'planVersionId', 'status', 'priority', 'assignedAt', 'startsAt', 'expiresAt'])
    .where('tenantId', '=', tenantId)
    .where('subscriberId', '=', subscriberId)
    .orderBy('id', 'desc')
    .limit(mostSubscriptions)
    .execute();
  return rows.map(({ id, planVersionId, status, priority, assignedAt, startsAt, expiresAt }) => ({
    id,
    planVersionId,
    isCancelled: status === 'cancelled',
    priority,
    assignedAtMs: assignedAt.getTime(),
    startsAtMs: startsAt.getTime(),
    expiresAtMs: expiresAt && expiresAt.getTime(),
    sessionVolumeBytes: null,
  }));
}

/** Of the terms, what decides whether there is service and how many sessions; nobody renders a reply here. */
async function readVersion(tx: Tx, key: { tenantId: string; id: string }): Promise<PolicyPlanVersion<never>> {
  const { id, terms } = (await findVersion(tx, key))!;
  const { maxSessions, sessionTimeoutS, idleTimeoutS, interimIntervalS } = terms;
  return {
    id,
    downloadBps: Number(terms.downloadBps),
    uploadBps: Number(terms.uploadBps),
    burst: null,
    sessionTimeoutS,
    idleTimeoutS,
    interimIntervalS,
    sessionVolumeBytes: null,
    maxSessions,
    pool: null,
    ipv6Pool: null,
    delegatedIpv6Pool: null,
    addressList: null,
    customAttributes: [],
  };
}
