import type { Tx } from '../../platform/db/index.ts';
import { localActor } from '../../platform/http/index.ts';
import { followsSubscriptions, lockFreeSubscribers } from '../subscribers/index.ts';
import { listTenants, type Tenant } from '../tenancy/index.ts';
import { beginDue, endDue, listDueSubscribers, type DueInstants } from './due-store.ts';
import { renewDue } from './renew-due.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { loadGraceMs, syncLabels } from './sync-labels.ts';

/** Subscribers in one transaction: the change feed waits for the oldest one. */
const batchSize = 500;
const tenantPageSize = 500;
/**
 * Renewals are made this long before the end, so that service goes on by the clock even while a worker
 * restarts. Shorter than the shortest validity, one hour.
 */
const renewalLeadMs = 10 * 60_000;
/** A renewal found so late that it is itself due is renewed in the same tick; its own renewal never is. */
const renewalRounds = 2;
const beforeEveryId = '00000000-0000-0000-0000-000000000000';

export interface TickResult {
  begun: number;
  renewed: number;
  ended: number;
}

/**
 * Brings the record of subscriptions in step with the clock: begins, renews and ends what is due at `now`
 * and sets the labels of their subscribers. Runs as the worker; call it every minute. Running it twice at
 * one instant, or in two processes at once, changes nothing more; a subscriber that is being edited is left
 * to the next tick. Suspended tenants rest.
 */
export async function runMinuteTick(deps: SubscriptionDeps, now: Date): Promise<TickResult> {
  const total: TickResult = { begun: 0, renewed: 0, ended: 0 };
  let after: string | undefined;
  do {
    const page: { after: string | undefined; limit: number } = { after, limit: tenantPageSize };
    const tenants = await deps.database.acrossTenants((tx) => listTenants(tx, page));
    for (const tenant of tenants) {
      if (tenant.status === 'active') await tickTenant(deps, { tenant, now, total });
    }
    after = tenants.length === tenantPageSize ? tenants.at(-1)!.code : undefined;
  } while (after !== undefined);
  return total;
}

async function tickTenant(
  deps: SubscriptionDeps,
  { tenant, now, total }: { tenant: Tenant; now: Date; total: TickResult },
): Promise<void> {
  const renewBefore = new Date(now.getTime() + renewalLeadMs);
  let after: string | undefined = beforeEveryId;
  while (after !== undefined) {
    const from: string = after;
    after = await deps.database.inTenant(tenant.id, async (tx) => {
      const graceBegan = new Date(now.getTime() - (await loadGraceMs(tx, tenant.id)));
      const due = { now, renewBefore, graceBegan };
      const page = { tenantId: tenant.id, ...due, after: from, limit: batchSize };
      const ids = await listDueSubscribers(tx, page);
      const result = await tickSubscribers(deps, { tx, tenant, ids, due });
      total.begun += result.begun;
      total.renewed += result.renewed;
      total.ended += result.ended;
      return ids.length === batchSize ? ids.at(-1) : undefined;
    });
  }
}

async function tickSubscribers(
  deps: SubscriptionDeps,
  { tx, tenant, ids, due }: { tx: Tx; tenant: Tenant; ids: string[]; due: DueInstants },
): Promise<TickResult> {
  const tenantId = tenant.id;
  const { now, renewBefore } = due;
  const statuses = await lockFreeSubscribers(tx, { tenantId, ids });
  const subscriberIds = [...statuses.keys()];
  if (subscriberIds.length === 0) return { begun: 0, renewed: 0, ended: 0 };
  const begun = await beginDue(tx, { tenantId, subscriberIds, now });
  // Nobody is sold anything while a person's block stands.
  const renewing = subscriberIds.filter((id) => followsSubscriptions(statuses.get(id)!));
  const actor = localActor('system', tenantId);
  let renewed = 0;
  for (let round = 0; round < renewalRounds; round++) {
    const sale = { subscriberIds: renewing, now, renewBefore };
    renewed += await renewDue(deps, { tx, actor, timeZone: tenant.timeZone }, sale);
  }
  const ended = await endDue(tx, { tenantId, subscriberIds, now });
  await syncLabels(tx, { tenantId, subscriberIds, now });
  return { begun, renewed, ended };
}
