import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { findPlan, latestVersions, mayBeSold, type PlanVersion } from '../plans/index.ts';
import { findTenant } from '../tenancy/index.ts';
import { subscriptionErrors } from './errors.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { insertSubscription } from './subscription-store.ts';
import type { Subscription } from './subscription.ts';
import { syncLabels } from './sync-labels.ts';
import { firstPeriod } from './validity.ts';

export interface Sale {
  subscriberId: string;
  planId: string;
  /** Undefined: now. */
  startsAt: Date | undefined;
  /** Instead of what the plan's validity says. */
  expiresAt: Date | undefined;
  priority: number;
  autoRenew: boolean;
  renewalPlanId: string | null;
  sessionVolumeBytes: bigint | null;
  quotaBytes: bigint | null;
  notes: string | null;
}

/**
 * Sells the version of a plan that is sold now. The caller has locked the subscriber's row and runs the
 * transaction.
 */
export async function sellPlan(
  deps: Pick<SubscriptionDeps, 'clock' | 'random'>,
  { tx, actor, now }: { tx: Tx; actor: Actor; now: Date },
  sale: Sale,
): Promise<Subscription> {
  const { tenantId } = actor;
  const version = await requirePlanOnSale(tx, { tenantId, planId: sale.planId, field: 'planId' });
  if (sale.renewalPlanId !== null) {
    await requirePlanOnSale(tx, { tenantId, planId: sale.renewalPlanId, field: 'renewalPlanId' });
  }
  if (sale.quotaBytes !== null) requireQuota(version);
  const timeZone = await loadTimeZone(tx, tenantId);
  const startsAt = sale.startsAt ?? now;
  const period = firstPeriod(startsAt, { validity: version.terms.validity, timeZone });
  const expiresAt = sale.expiresAt ?? period.expiresAt;
  requireRunning({ startsAt, expiresAt, now, isGiven: sale.expiresAt !== undefined });
  const hasBegun = startsAt <= now;
  const subscription = await insertSubscription(tx, {
    tenantId,
    id: uuidv7(deps.clock, deps.random),
    ...sale,
    ...period,
    expiresAt,
    planVersionId: version.id,
    status: hasBegun ? 'active' : 'pending',
    assignedAt: now,
    activatedAt: hasBegun ? startsAt : null,
  });
  await auditSubscription(tx, actor, { action: 'assigned', before: null, after: subscription });
  await syncLabels(tx, { tenantId, subscriberIds: [sale.subscriberId], now });
  return subscription;
}

/** The version that is sold now; 400 naming the field for a plan that is unknown or not on sale. */
export async function requirePlanOnSale(
  tx: Tx,
  { tenantId, planId, field }: { tenantId: string; planId: string; field: string },
): Promise<PlanVersion> {
  const plan = await findPlan(tx, { tenantId, id: planId });
  if (!plan) throw subscriptionErrors.invalid({ details: [{ field, message: 'is no plan of yours' }] });
  if (!mayBeSold(plan.status)) {
    throw subscriptionErrors.invalid({
      details: [{ field, message: `is a plan that is ${plan.status}, not on sale` }],
    });
  }
  return (await latestVersions(tx, { tenantId, planIds: [planId] })).get(planId)!;
}

/** A quota of the subscriber's own stands instead of the plan's; where there is none it would never apply. */
export function requireQuota({ terms }: PlanVersion): void {
  if (terms.quota) return;
  const message = 'stands instead of a quota of the plan, and the plan has none';
  throw subscriptionErrors.invalid({ details: [{ field: 'quotaBytes', message }] });
}

export async function loadTimeZone(tx: Tx, tenantId: string): Promise<string> {
  return (await findTenant(tx, { id: tenantId }))!.timeZone;
}

interface RunningCheck {
  startsAt: Date;
  expiresAt: Date | null;
  now: Date;
  isGiven: boolean;
}

/** What is over before it is sold helps nobody. */
function requireRunning({ startsAt, expiresAt, now, isGiven }: RunningCheck): void {
  if (expiresAt === null || (expiresAt > now && expiresAt > startsAt)) return;
  const details = [{ field: isGiven ? 'expiresAt' : 'startsAt', message: 'puts the end into the past' }];
  throw subscriptionErrors.invalid({ details });
}

/** The subject is the subscriber, in whose history people look. */
export async function auditSubscription(
  tx: Tx,
  actor: Actor,
  act: { action: string; before: Subscription | null; after: Subscription; reason?: string | null },
): Promise<void> {
  const { action, before, after, reason } = act;
  const changed = (Object.keys(after) as (keyof Subscription)[]).filter(
    (field) => !before || JSON.stringify(plain(before[field])) !== JSON.stringify(plain(after[field])),
  );
  const pick = (from: Subscription) => Object.fromEntries(changed.map((field) => [field, from[field]]));
  await recordAudit(tx, actor, {
    action: `subscription.${action}`,
    subjectKind: 'subscriber',
    subjectId: after.subscriberId,
    subjectName: null,
    before: before && { subscriptionId: after.id, ...pick(before) },
    after: { subscriptionId: after.id, ...pick(after), ...(reason && { reason }) },
  });
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
