import { z } from 'zod';
import { idField, instantField, integerField, toJsonInteger } from '../../platform/http/index.ts';
import { subscriptionStatuses, type Subscription } from './subscription.ts';

export const subscriptionFields = {
  priority: z.int().min(-1000).max(1000),
  autoRenew: z.boolean(),
  renewalPlanId: idField.nullable(),
  sessionVolumeBytes: z.int().min(1).nullable(),
  /** Instead of the plan's quota in bytes. */
  quotaBytes: z.int().min(1).nullable(),
  notes: z.string().trim().max(5000).nullable(),
};

export const subscriptionAnswer = z.object({
  id: idField,
  subscriberId: idField,
  planId: idField,
  planVersionId: idField,
  status: z.enum(subscriptionStatuses),
  ...subscriptionFields,
  assignedAt: instantField,
  startsAt: instantField,
  activatedAt: instantField.nullable(),
  expiresAt: instantField.nullable(),
  cancelledAt: instantField.nullable(),
  renewsId: idField.nullable(),
  revision: integerField,
});

export function toSubscriptionAnswer(subscription: Subscription): z.input<typeof subscriptionAnswer> {
  const { sessionVolumeBytes, quotaBytes, activatedAt, expiresAt, cancelledAt } = subscription;
  return {
    ...subscription,
    sessionVolumeBytes: sessionVolumeBytes === null ? null : toJsonInteger(sessionVolumeBytes),
    quotaBytes: quotaBytes === null ? null : toJsonInteger(quotaBytes),
    assignedAt: subscription.assignedAt.toISOString(),
    startsAt: subscription.startsAt.toISOString(),
    activatedAt: activatedAt && activatedAt.toISOString(),
    expiresAt: expiresAt && expiresAt.toISOString(),
    cancelledAt: cancelledAt && cancelledAt.toISOString(),
  };
}
