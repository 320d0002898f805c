import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { findSubscriber, subscriberErrors } from '../subscribers/index.ts';
import { listBoosts } from './boost-store.ts';
import { endBoost } from './end-boost.ts';
import { grantBoost } from './grant-boost.ts';
import type { SpeedDeps } from './speed-deps.ts';
import { boostAnswer, boostBody, toBoostAnswer } from './speed-fields.ts';

/** The routes of boosts. */
export function boostRoutes(deps: SpeedDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/subscribers/:id/boosts',
      summary: 'The boosts of a subscriber, the newest first, with those that are over',
      tag: 'speed',
      permission: 'subscribers.read',
      params: idParams,
      query: z.strictObject({}),
      item: boostAnswer,
      cursor: idField,
      handle: ({ tenantId, params, page }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          if (!(await findSubscriber(tx, { tenantId, id: params.id }))) throw subscriberErrors.notFound();
          const { limit, after } = page;
          const rows = await listBoosts(tx, { tenantId, subscriberId: params.id, limit, after });
          const { items, next } = pageOf(rows, limit, (last) => last.id);
          return { items: items.map(toBoostAnswer), next };
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/:id/boosts',
      summary: 'Give a subscriber another speed for some minutes; refused where it would change nothing',
      tag: 'speed',
      permission: 'subscribers.boost',
      params: idParams,
      body: boostBody,
      answer: boostAnswer,
      status: 201,
      handle: async ({ actor, params, body }) =>
        toBoostAnswer(await grantBoost(deps, actor, { subscriberId: params.id, ...body })),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/subscribers/:id/boosts/:boostId',
      summary: 'End a boost now; it stays for the record',
      tag: 'speed',
      permission: 'subscribers.boost',
      params: z.strictObject({ id: idField, boostId: idField }),
      answer: boostAnswer,
      handle: async ({ actor, params }) =>
        toBoostAnswer(await endBoost(deps, actor, { subscriberId: params.id, id: params.boostId })),
    }),
  ];
}
