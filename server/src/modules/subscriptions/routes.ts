import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  instantInput,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { assignPlan } from './assign-plan.ts';
import { cancelSubscription } from './cancel-subscription.ts';
import { changeSubscription } from './change-subscription.ts';
import { changeSubscriptionPlan } from './change-subscription-plan.ts';
import { subscriptionErrors } from './errors.ts';
import { extendSubscription, type Extension } from './extend-subscription.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { subscriptionAnswer, subscriptionFields, toSubscriptionAnswer } from './subscription-fields.ts';
import { findSubscription, listSubscriptions } from './subscription-store.ts';
import { subscriptionStatuses } from './subscription.ts';

const tenYearsS = 315_360_000;
const reasonField = z.string().trim().min(1).max(500).nullable().default(null);

const assignBody = z.strictObject({
  planId: idField,
  startsAt: instantInput.optional(),
  expiresAt: instantInput.optional(),
  priority: subscriptionFields.priority.default(0),
  autoRenew: subscriptionFields.autoRenew.default(false),
  renewalPlanId: subscriptionFields.renewalPlanId.default(null),
  sessionVolumeBytes: subscriptionFields.sessionVolumeBytes.default(null),
  quotaBytes: subscriptionFields.quotaBytes.default(null),
  notes: subscriptionFields.notes.default(null),
});

const extendBody = z
  .strictObject({
    seconds: z.int().min(1).max(tenYearsS).optional(),
    days: z.int().min(1).max(3650).optional(),
    until: instantInput.optional(),
    reason: reasonField,
  })
  .refine(
    ({ seconds, days, until }) => [seconds, days, until].filter((by) => by !== undefined).length === 1,
    {
      path: ['days'],
      error: 'give exactly one of seconds, days and until',
    },
  );

/** The routes of this module. */
export function routes(deps: SubscriptionDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps), ...actionRoutes(deps)];
}

function readingRoutes(deps: SubscriptionDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/subscriptions',
      summary: 'List subscriptions, the newest first',
      tag: 'subscriptions',
      permission: 'subscriptions.read',
      query: z.strictObject({
        subscriberId: idField.optional(),
        planId: idField.optional(),
        status: z.enum(subscriptionStatuses).optional(),
      }),
      item: subscriptionAnswer,
      cursor: idField,
      handle: ({ tenantId, query, page }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const { limit, after } = page;
          const rows = await listSubscriptions(tx, { tenantId, filter: query, limit, after });
          const { items, next } = pageOf(rows, limit, (last) => last.id);
          return { items: items.map(toSubscriptionAnswer), next };
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/subscriptions/:id',
      summary: 'One subscription',
      tag: 'subscriptions',
      permission: 'subscriptions.read',
      params: idParams,
      answer: subscriptionAnswer,
      handle: ({ tenantId, params }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const subscription = await findSubscription(tx, { tenantId, id: params.id });
          if (!subscription) throw subscriptionErrors.notFound();
          return toSubscriptionAnswer(subscription);
        }),
    }),
  ];
}

function changingRoutes(deps: SubscriptionDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/:id/subscriptions',
      summary: 'Assign a plan to a subscriber, beside what is already held',
      tag: 'subscriptions',
      permission: 'subscriptions.write',
      params: idParams,
      body: assignBody,
      answer: subscriptionAnswer,
      status: 201,
      handle: async ({ actor, params, body }) =>
        toSubscriptionAnswer(
          await assignPlan(deps, actor, {
            ...body,
            subscriberId: params.id,
            startsAt: toDate(body.startsAt),
            expiresAt: toDate(body.expiresAt),
            sessionVolumeBytes: toBytes(body.sessionVolumeBytes),
            quotaBytes: toBytes(body.quotaBytes),
          }),
        ),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/subscriptions/:id',
      summary: 'Change priority, renewal, volume, quota or notes of a subscription',
      tag: 'subscriptions',
      permission: 'subscriptions.write',
      params: idParams,
      body: z.strictObject(subscriptionFields).partial(),
      needsRevision: true,
      answer: subscriptionAnswer,
      handle: async ({ actor, params, body, revision }) => {
        const { sessionVolumeBytes, quotaBytes } = body;
        const change = {
          ...body,
          sessionVolumeBytes: sessionVolumeBytes === undefined ? undefined : toBytes(sessionVolumeBytes),
          quotaBytes: quotaBytes === undefined ? undefined : toBytes(quotaBytes),
        };
        return toSubscriptionAnswer(
          await changeSubscription(deps, actor, { id: params.id, revision, change }),
        );
      },
    }),
  ];
}

function actionRoutes(deps: SubscriptionDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/subscriptions/:id/cancel',
      summary: 'End a subscription now; without another in force, access ends',
      tag: 'subscriptions',
      permission: 'subscriptions.write',
      params: idParams,
      body: z.strictObject({ reason: reasonField }),
      answer: subscriptionAnswer,
      handle: async ({ actor, params, body }) =>
        toSubscriptionAnswer(await cancelSubscription(deps, actor, { id: params.id, reason: body.reason })),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/subscriptions/:id/extend',
      summary: 'Move the end of a subscription by seconds or days, or to an instant',
      tag: 'subscriptions',
      permission: 'subscriptions.write',
      params: idParams,
      body: extendBody,
      answer: subscriptionAnswer,
      handle: async ({ actor, params, body }) => {
        const { reason, ...by } = body;
        return toSubscriptionAnswer(
          await extendSubscription(deps, actor, { id: params.id, by: toExtension(by), reason }),
        );
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/subscriptions/:id/change-plan',
      summary: 'Change the plan now or at the end of the present period; answers the new subscription',
      tag: 'subscriptions',
      permission: 'subscriptions.write',
      params: idParams,
      body: z.strictObject({ planId: idField, when: z.enum(['now', 'at_expiry']) }),
      answer: subscriptionAnswer,
      handle: async ({ actor, params, body }) =>
        toSubscriptionAnswer(await changeSubscriptionPlan(deps, actor, { id: params.id, ...body })),
    }),
  ];
}

/** The schema lets exactly one through. */
function toExtension(by: {
  seconds?: number | undefined;
  days?: number | undefined;
  until?: string | undefined;
}): Extension {
  if (by.seconds !== undefined) return { seconds: by.seconds };
  return by.days !== undefined ? { days: by.days } : { until: new Date(by.until!) };
}

function toBytes(volume: number | null): bigint | null {
  return volume === null ? null : BigInt(volume);
}

function toDate(instant: string | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant);
}
