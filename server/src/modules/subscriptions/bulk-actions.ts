import { z } from 'zod';
import { idField, lastInstant } from '../../platform/http/index.ts';
import {
  changed,
  defineBulkAction,
  refusedAs,
  subscriberErrors,
  unchanged,
  type BulkAction,
  type BulkSubject,
  type Verdict,
} from '../subscribers/index.ts';
import { applyPlanChange } from './change-subscription-plan.ts';
import { subscriptionErrors } from './errors.ts';
import { applyExtension } from './extend-subscription.ts';
import { requirePlanOnSale } from './sell-plan.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { statusAfter, type SubscriptionEvent } from './subscription.ts';

const dayMs = 86_400_000;
const write = ['subscriptions.write'];

const extendInput = z.strictObject({
  days: z.int().min(1).max(3650),
  reason: z.string().trim().min(1).max(500).nullable().default(null),
});
const changePlanInput = z.strictObject({ planId: idField, when: z.enum(['now', 'at_expiry']) });

/** What this module does to the subscriptions that lists show of many subscribers. */
export function subscriptionBulkActions(deps: Pick<SubscriptionDeps, 'clock' | 'random'>): BulkAction[] {
  return [extendAction(), changePlanAction(deps)];
}

function extendAction(): BulkAction {
  return defineBulkAction<z.output<typeof extendInput>>({
    name: 'extend',
    permissions: write,
    input: extendInput,
    judge(subject, { days }, now) {
      const refused = refusalOf(subject, 'extend');
      if (refused) return refused;
      const expiresAt = subject.service!.expiresAt;
      if (expiresAt === null) return refusedAs(subscriptionErrors.noEnd);
      const from = Math.max(expiresAt.getTime(), now.getTime());
      return from + days * dayMs > lastInstant.getTime() ? refusedAs(subscriptionErrors.invalid) : changed;
    },
    async apply(tx, actor, { subject, input, now }) {
      const { days, reason } = input;
      await applyExtension({ tx, actor, now }, { id: subject.service!.id, by: { days }, reason });
    },
  });
}

function changePlanAction(deps: Pick<SubscriptionDeps, 'clock' | 'random'>): BulkAction {
  return defineBulkAction<z.output<typeof changePlanInput>>({
    name: 'change-plan',
    permissions: write,
    input: changePlanInput,
    async check(tx, tenantId, { planId }) {
      await requirePlanOnSale(tx, { tenantId, planId, field: 'action.planId' });
    },
    judge(subject, { planId, when }) {
      const refused = refusalOf(subject, 'change_plan');
      if (refused) return refused;
      const { planId: present, expiresAt, follower } = subject.service!;
      if (when === 'now') return present === planId ? unchanged : changed;
      if (expiresAt === null) return refusedAs(subscriptionErrors.noEnd);
      if (follower && follower.status !== 'pending') return refusedAs(subscriptionErrors.alreadyFollowed);
      return follower?.planId === planId ? unchanged : changed;
    },
    async apply(tx, actor, { subject, input, now }) {
      await applyPlanChange(deps, { tx, actor, now }, { id: subject.service!.id, ...input });
    },
  });
}

function refusalOf({ status, service }: BulkSubject, event: SubscriptionEvent): Verdict | undefined {
  if (status === 'closed') return refusedAs(subscriberErrors.closed);
  if (!service) return refusedAs(subscriptionErrors.nothingHeld);
  const isFor = statusAfter(service.status, event) !== undefined;
  return isFor ? undefined : refusedAs(subscriptionErrors.eventRefused);
}
