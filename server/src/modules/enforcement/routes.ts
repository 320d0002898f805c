import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  instantField,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { coaTestRoutes } from './nas-test/coa-test-routes.ts';
import { findDisconnect, listDisconnects } from './order/disconnect-store.ts';
import { disconnectStates, type Disconnect } from './order/disconnect.ts';
import { enforcementErrors } from './errors.ts';
import { nasTestRoutes } from './nas-test/nas-test-routes.ts';
import { requestDisconnect, type EnforcementDeps } from './order/request-disconnect.ts';
import { termsRoutes } from './terms/terms-routes.ts';

const disconnectAnswer = z.object({
  id: idField,
  sessionId: idField,
  state: z.enum(disconnectStates),
  requestedAt: instantField,
  requestedByName: z.string(),
  reason: z.string().nullable(),
  attempts: z.int(),
  errorCause: z.int().nullable(),
  roundTripMs: z.int().nullable(),
  answeredAt: instantField.nullable(),
  confirmedAt: instantField.nullable(),
});

/** The routes of this module. */
export function routes(deps: EnforcementDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/sessions/:id/disconnect',
      summary: 'Order the NAS to end a session; the order tells what became of it',
      tag: 'enforcement',
      permission: 'enforcement.disconnect',
      params: idParams,
      body: z.strictObject({ reason: z.string().trim().min(1).max(500).optional() }),
      answer: disconnectAnswer,
      status: 202,
      handle: async ({ actor, params, body }) =>
        toAnswer(await requestDisconnect(deps, actor, { sessionId: params.id, reason: body.reason ?? null })),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/disconnects/:id',
      summary: 'One order to end a session',
      tag: 'enforcement',
      permission: 'enforcement.read',
      params: idParams,
      answer: disconnectAnswer,
      handle: async ({ tenantId, params }) => {
        const found = await deps.database.inTenant(tenantId, (tx) =>
          findDisconnect(tx, { tenantId, id: params.id }),
        );
        if (!found) throw enforcementErrors.notFound();
        return toAnswer(found);
      },
    }),
    defineListRoute({
      path: '/api/sessions/:id/disconnects',
      summary: 'The orders to end one session, the newest first',
      tag: 'enforcement',
      permission: 'enforcement.read',
      params: idParams,
      item: disconnectAnswer,
      cursor: z.uuid(),
      handle: async ({ tenantId, params, page }) => {
        const { limit, after } = page;
        const rows = await deps.database.inTenant(tenantId, (tx) =>
          listDisconnects(tx, { tenantId, sessionId: params.id, limit, after }),
        );
        const { items, next } = pageOf(rows, limit, (last) => last.id);
        return { items: items.map(toAnswer), next };
      },
    }),
    ...nasTestRoutes(deps),
    ...coaTestRoutes(deps),
    ...termsRoutes(deps),
  ];
}

function toAnswer(disconnect: Disconnect): z.input<typeof disconnectAnswer> {
  return {
    ...disconnect,
    requestedAt: disconnect.requestedAt.toISOString(),
    answeredAt: disconnect.answeredAt?.toISOString() ?? null,
    confirmedAt: disconnect.confirmedAt?.toISOString() ?? null,
  };
}
