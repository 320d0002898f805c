import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database, Tx } from '../../platform/db/index.ts';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  integerField,
  pageOf,
  queryBoolean,
  toJsonInteger,
  type Route,
} from '../../platform/http/index.ts';
import { findSubscriber, parseMac } from '../subscribers/index.ts';
import { addressRoutes } from './address-routes.ts';
import { sessionErrors } from './errors.ts';
import { onlineRoutes } from './online-routes.ts';
import { seriesRoutes } from './series-routes.ts';
import { sessionAnswer, toSessionAnswer } from './session-answer.ts';
import { findSession, listSessions, listSubscriberSessions, listUsageDays } from './session-store.ts';

const maxUsageDays = 400;
const dayMs = 86_400_000;

const sessionQuery = z.strictObject({
  online: queryBoolean.optional(),
  nasId: idField.optional(),
  subscriberId: idField.optional(),
  username: z.string().min(1).max(253).optional(),
  ip: z.union([z.ipv4(), z.ipv6()]).optional(),
  mac: z
    .string()
    .max(17)
    .refine((text) => parseMac(text) !== undefined, 'is no MAC address')
    .transform((text) => parseMac(text)!)
    .optional(),
});

const usageAnswer = z.object({
  total: z.object({ uploadBytes: integerField, downloadBytes: integerField, sessionTimeS: integerField }),
  /** Days without traffic are left out; a day is the tenant's civil date. */
  days: z.array(
    z.object({
      day: z.iso.date(),
      uploadBytes: integerField,
      downloadBytes: integerField,
      sessionTimeS: integerField,
    }),
  ),
});

/** The routes of this module. */
export function routes(deps: { database: Database; clock: Clock }): Route[] {
  return [
    defineListRoute({
      path: '/api/sessions',
      summary: 'List the sessions that are open or ended within seven days, the newest first',
      tag: 'sessions',
      permission: 'sessions.read',
      query: sessionQuery,
      item: sessionAnswer,
      cursor: z.uuid(),
      handle: async ({ tenantId, query, page }) => {
        const { limit, after } = page;
        const rows = await deps.database.readInTenant(tenantId, (tx) =>
          listSessions(tx, { tenantId, filter: query, limit, after }),
        );
        const { items, next } = pageOf(rows, limit, (last) => last.id);
        return { items: items.map(toSessionAnswer), next };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sessions/:id',
      summary: 'One session, however old',
      tag: 'sessions',
      permission: 'sessions.read',
      params: idParams,
      answer: sessionAnswer,
      handle: async ({ tenantId, params }) => {
        const session = await deps.database.readInTenant(tenantId, (tx) =>
          findSession(tx, { tenantId, id: params.id }),
        );
        if (!session) throw sessionErrors.notFound();
        return toSessionAnswer(session);
      },
    }),
    ...onlineRoutes(deps),
    ...addressRoutes(deps),
    ...seriesRoutes(deps),
    ...subscriberRoutes(deps),
  ];
}

function subscriberRoutes(deps: { database: Database }): Route[] {
  return [
    defineListRoute({
      path: '/api/subscribers/:id/sessions',
      summary: 'All sessions of a subscriber, the latest start first',
      tag: 'sessions',
      permission: 'sessions.read',
      params: idParams,
      item: sessionAnswer,
      cursor: z.object({ startedAt: z.iso.datetime(), id: z.uuid() }),
      handle: async ({ tenantId, params, page }) => {
        const { limit, after } = page;
        const rows = await deps.database.readInTenant(tenantId, async (tx) => {
          await requireSubscriber(tx, { tenantId, id: params.id });
          return listSubscriberSessions(tx, { tenantId, subscriberId: params.id, limit, after });
        });
        const { items, next } = pageOf(rows, limit, (last) => ({
          startedAt: new Date(last.startedAtMs).toISOString(),
          id: last.id,
        }));
        return { items: items.map(toSessionAnswer), next };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/subscribers/:id/usage',
      summary: 'What a subscriber used, day by day',
      tag: 'sessions',
      permission: 'sessions.read',
      params: idParams,
      query: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
      answer: usageAnswer,
      handle: async ({ tenantId, params, query }) => {
        const { from, to } = query;
        const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
        if (days < 1 || days > maxUsageDays) throw sessionErrors.invalidPeriod();
        return deps.database.readInTenant(tenantId, async (tx) => {
          await requireSubscriber(tx, { tenantId, id: params.id });
          return toUsageAnswer(await listUsageDays(tx, { tenantId, subscriberId: params.id, from, to }));
        });
      },
    }),
  ];
}

async function requireSubscriber(tx: Tx, subscriber: { tenantId: string; id: string }): Promise<void> {
  if (!(await findSubscriber(tx, subscriber))) throw sessionErrors.subscriberNotFound();
}

function toUsageAnswer(rows: Awaited<ReturnType<typeof listUsageDays>>): z.input<typeof usageAnswer> {
  const sum = (key: 'uploadBytes' | 'downloadBytes' | 'sessionTimeS'): number =>
    toJsonInteger(rows.reduce((total, row) => total + row[key], 0n));
  return {
    total: {
      uploadBytes: sum('uploadBytes'),
      downloadBytes: sum('downloadBytes'),
      sessionTimeS: sum('sessionTimeS'),
    },
    days: rows.map((row) => ({
      day: row.day,
      uploadBytes: toJsonInteger(row.uploadBytes),
      downloadBytes: toJsonInteger(row.downloadBytes),
      sessionTimeS: toJsonInteger(row.sessionTimeS),
    })),
  };
}
