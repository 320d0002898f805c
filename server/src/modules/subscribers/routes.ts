import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  instantInput,
  integerField,
  pageOf,
  queryBoolean,
  type Route,
} from '../../platform/http/index.ts';
import { actionRoutes } from './action-routes.ts';
import { changeSubscriber } from './change-subscriber.ts';
import { createSubscriber } from './create-subscriber.ts';
import { passwordField, portalPasswordField } from './password-fields.ts';
import { readSubscriber } from './read-subscriber.ts';
import { subscriberErrors } from './errors.ts';
import { countByStatus, listSubscribers, subscriberSorts } from './list-subscribers.ts';
import { listedSubscriberAnswer, toListedAnswer } from './listed-subscriber.ts';
import {
  bindingFields,
  editable,
  subscriberWithHeldAnswer,
  toHeldAnswer,
  toSubscriberAnswer,
} from './subscriber-answer.ts';
import type { SubscriberDeps } from './subscriber-deps.ts';
import { credentials, isClosed, subscriberStatuses } from './subscriber.ts';

const createBody = z
  .strictObject({
    ...editable,
    fullName: editable.fullName.default(null),
    phones: editable.phones.default([]),
    email: editable.email.default(null),
    address: editable.address.default(null),
    notes: editable.notes.default(null),
    tags: editable.tags.default([]),
    latitude: editable.latitude.default(null),
    longitude: editable.longitude.default(null),
    nasId: editable.nasId.default(null),
    maxSessions: editable.maxSessions.default(null),
    loginWindows: editable.loginWindows.default(null),
    framedIp: editable.framedIp.default(null),
    framedIpv6Prefix: editable.framedIpv6Prefix.default(null),
    delegatedIpv6Prefix: editable.delegatedIpv6Prefix.default(null),
    customAttributes: editable.customAttributes.default([]),
    macBinding: bindingFields.macBinding.default('none'),
    macs: bindingFields.macs.default([]),
    credential: z.enum(credentials).default('password'),
    password: passwordField.optional(),
    portalPassword: portalPasswordField.optional(),
    planId: idField.optional(),
    startsAt: instantInput.optional(),
    autoRenew: z.boolean().optional(),
  })
  .refine(({ planId, startsAt }) => planId !== undefined || startsAt === undefined, {
    path: ['startsAt'],
    error: 'goes with planId',
  })
  .refine(({ planId, autoRenew }) => planId !== undefined || autoRenew === undefined, {
    path: ['autoRenew'],
    error: 'goes with planId',
  });

const listQuery = z.strictObject({
  status: z.enum(subscriberStatuses).optional(),
  planId: idField.optional(),
  nasId: idField.optional(),
  tag: z.string().max(50).optional(),
  phone: z.string().trim().min(3).max(32).optional(),
  expiresWithinDays: z.coerce.number().pipe(z.int().min(1).max(366)).optional(),
  online: queryBoolean.optional(),
  q: z.string().trim().min(1).max(128).optional(),
  sort: z.enum(subscriberSorts).default('username'),
});

const countsAnswer = z.object({
  total: integerField,
  /** A status that nobody has is left out. */
  byStatus: z.record(z.string(), integerField),
});

/** The routes of this module. */
export function routes(deps: SubscriberDeps): Route[] {
  return [
    ...readingRoutes(deps),
    defineRoute({
      method: 'POST',
      path: '/api/subscribers',
      summary: 'Add a subscriber and, with planId, sell a plan; a generated password is told only here',
      tag: 'subscribers',
      permission: 'subscribers.write',
      body: createBody,
      answer: subscriberWithHeldAnswer.extend({ generatedPassword: z.string().nullable() }),
      status: 201,
      handle: async ({ actor, body }) => {
        const { planId, startsAt, autoRenew = false, password, portalPassword, ...fields } = body;
        const starts = startsAt === undefined ? undefined : new Date(startsAt);
        const plan = planId === undefined ? undefined : { planId, startsAt: starts, autoRenew };
        const created = await createSubscriber(deps, actor, { ...fields, password, portalPassword, plan });
        const answer = await readAnswer(deps, actor.tenantId, created.subscriber.id);
        return { ...answer, generatedPassword: created.generatedPassword };
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/subscribers/:id',
      summary: 'Change a subscriber',
      tag: 'subscribers',
      permission: 'subscribers.write',
      params: idParams,
      body: z.strictObject(editable).partial(),
      needsRevision: true,
      answer: subscriberWithHeldAnswer,
      handle: async ({ actor, params, body, revision }) => {
        await changeSubscriber(deps, actor, { id: params.id, revision, change: body });
        return readAnswer(deps, actor.tenantId, params.id);
      },
    }),
    ...actionRoutes(deps),
  ];
}

function readingRoutes(deps: SubscriberDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/subscribers',
      summary: 'List subscribers with their plan, its end and their presence; the closed only when asked for',
      tag: 'subscribers',
      permission: 'subscribers.read',
      query: listQuery,
      item: listedSubscriberAnswer,
      cursor: z.strictObject({ key: z.string(), id: idField, sort: z.enum(subscriberSorts) }),
      handle: ({ tenantId, query, page }) =>
        deps.database.readInTenant(tenantId, async (tx) => {
          const { sort, ...filter } = query;
          const { limit, after } = page;
          // A cursor of another order leads nowhere in this one.
          if (after !== undefined && after.sort !== sort) throw subscriberErrors.otherOrder();
          const now = new Date(deps.clock.now());
          const rows = await listSubscribers(tx, { tenantId, filter, sort, now, limit, after });
          const { items, next } = pageOf(rows, limit, (last) => ({ ...last.cursor, sort }));
          return { items: items.map(({ subscriber }) => toListedAnswer(subscriber)), next };
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/subscribers/counts',
      summary: 'How many subscribers there are of each status',
      tag: 'subscribers',
      permission: 'subscribers.read',
      answer: countsAnswer,
      handle: async ({ tenantId }) => {
        const counts = await deps.database.readInTenant(tenantId, (tx) => countByStatus(tx, tenantId));
        const total = [...counts].reduce((sum, [status, n]) => (isClosed(status) ? sum : sum + n), 0);
        return { total, byStatus: Object.fromEntries(counts) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/subscribers/:id',
      summary: 'One subscriber with what is bought and bound',
      tag: 'subscribers',
      permission: 'subscribers.read',
      params: idParams,
      answer: subscriberWithHeldAnswer,
      handle: ({ tenantId, params }) => readAnswer(deps, tenantId, params.id),
    }),
  ];
}

async function readAnswer(deps: SubscriberDeps, tenantId: string, id: string) {
  const { subscriber, held } = await readSubscriber(deps, { tenantId, id });
  return { ...toSubscriberAnswer(subscriber), subscriptions: held.map(toHeldAnswer) };
}
