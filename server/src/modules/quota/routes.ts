import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  instantField,
  integerField,
  pageOf,
  toJsonInteger,
  type Route,
} from '../../platform/http/index.ts';
import { findSession } from '../sessions/index.ts';
import { findSubscriber } from '../subscribers/index.ts';
import { zoneNames } from '../zones/index.ts';
import { quotaErrors } from './errors.ts';
import { listFreeTraffic } from './free-traffic-store.ts';
import { grantTopUp } from './grant-top-up.ts';
import type { QuotaDeps } from './quota-deps.ts';
import { resetQuota } from './reset-quota.ts';
import { listTopUps } from './top-up-store.ts';
import type { TopUpGranted } from './top-up.ts';

/** A petabyte, and ten years: more is a slip of the pen. */
const mostBytes = 1_000_000_000_000_000;
const mostTimeS = 315_360_000;

const reasonField = z.string().trim().min(1).max(500).nullable().default(null);

const topUpBody = z.strictObject({
  bytes: z.int().min(0).max(mostBytes).default(0),
  timeS: z.int().min(0).max(mostTimeS).default(0),
  /** Null: in the running period of the quota. */
  days: z.int().min(1).max(3650).nullable().default(null),
  reason: reasonField,
  /** Asked for again with the same key it is granted once. */
  idempotencyKey: z.string().min(8).max(100).nullable().default(null),
});

const topUpAnswer = z.object({
  id: idField,
  subscriberId: idField,
  at: instantField,
  until: instantField.nullable(),
  bytes: integerField,
  timeS: integerField,
  reason: z.string().nullable(),
  grantedByName: z.string(),
});

/** What had been counted. */
const countsAnswer = z.object({
  dayBytes: integerField,
  weekBytes: integerField,
  monthBytes: integerField,
  quotaBytes: integerField,
  quotaTimeS: integerField,
});

/** Bytes of one session to zones that are free: part of what it carried, and not counted. */
const freeTrafficAnswer = z.object({
  zones: z.array(
    z.object({
      zoneId: idField,
      /** Null: the zone has been removed. */
      zoneName: z.string().nullable(),
      downloadBytes: integerField,
      uploadBytes: integerField,
    }),
  ),
});

/** The routes of this module. */
export function routes(deps: QuotaDeps): Route[] {
  return [...topUpRoutes(deps), resetRoute(deps), freeTrafficRoute(deps)];
}

function topUpRoutes(deps: QuotaDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/subscribers/:id/top-ups',
      summary: 'What was added to the quota of a subscriber, the newest first',
      tag: 'quota',
      permission: 'subscribers.read',
      params: idParams,
      item: topUpAnswer,
      cursor: idField,
      handle: async ({ tenantId, params, page }) => {
        const { limit, after } = page;
        const rows = await deps.database.readInTenant(tenantId, async (tx) => {
          const subscriber = await findSubscriber(tx, { tenantId, id: params.id });
          if (!subscriber) throw quotaErrors.subscriberNotFound();
          return listTopUps(tx, { tenantId, subscriberId: params.id, limit, after });
        });
        const { items, next } = pageOf(rows, limit, (last) => last.id);
        return { items: items.map(toAnswer), next };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/:id/top-ups',
      summary: 'Add volume or time to the quota, in its running period or for so many days',
      tag: 'quota',
      permission: 'quota.top_up',
      params: idParams,
      body: topUpBody,
      answer: topUpAnswer,
      status: 201,
      handle: async ({ actor, params, body }) =>
        toAnswer(
          await grantTopUp(deps, actor, {
            ...body,
            subscriberId: params.id,
            bytes: BigInt(body.bytes),
            timeS: BigInt(body.timeS),
          }),
        ),
    }),
  ];
}

function resetRoute(deps: QuotaDeps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/subscribers/:id/reset-quota',
    summary: 'Let the counts of quota and fair use begin anew; answers what they were',
    tag: 'quota',
    permission: 'quota.reset',
    params: idParams,
    body: z.strictObject({ reason: reasonField }),
    answer: countsAnswer,
    handle: async ({ actor, params, body }) => {
      const counts = await resetQuota(deps, actor, { subscriberId: params.id, reason: body.reason });
      return {
        dayBytes: toJsonInteger(counts.dayBytes),
        weekBytes: toJsonInteger(counts.weekBytes),
        monthBytes: toJsonInteger(counts.monthBytes),
        quotaBytes: toJsonInteger(counts.quotaBytes),
        quotaTimeS: toJsonInteger(counts.quotaTimeS),
      };
    },
  });
}

function freeTrafficRoute(deps: QuotaDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/sessions/:id/free-traffic',
    summary: 'What a session exchanged with zones that are free of quota, zone by zone',
    tag: 'quota',
    permission: 'sessions.read',
    params: idParams,
    answer: freeTrafficAnswer,
    handle: ({ tenantId, params }) =>
      deps.database.readInTenant(tenantId, async (tx) => {
        if (!(await findSession(tx, { tenantId, id: params.id }))) throw quotaErrors.sessionNotFound();
        const rows = await listFreeTraffic(tx, { tenantId, sessionId: params.id });
        const names = await zoneNames(tx, { tenantId, zoneIds: rows.map(({ zoneId }) => zoneId) });
        const zones = rows.map(({ zoneId, downloadBytes, uploadBytes }) => ({
          zoneId,
          zoneName: names.get(zoneId) ?? null,
          downloadBytes: toJsonInteger(downloadBytes),
          uploadBytes: toJsonInteger(uploadBytes),
        }));
        return { zones };
      }),
  });
}

function toAnswer(topUp: TopUpGranted): z.input<typeof topUpAnswer> {
  return {
    ...topUp,
    at: topUp.at.toISOString(),
    until: topUp.until?.toISOString() ?? null,
    bytes: toJsonInteger(topUp.bytes),
    timeS: toJsonInteger(topUp.timeS),
  };
}
