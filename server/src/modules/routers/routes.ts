import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { defineRoute, idParams, instantField, integerField, type Route } from '../../platform/http/index.ts';
import type { Sealer } from '../../platform/keys/index.ts';
import { findNas } from '../nas/index.ts';
import { routersErrors } from './errors.ts';
import { rateRoutes } from './live-rates/rate-routes.ts';
import { findRouterState, type RouterState } from './quota-sync/router-state-store.ts';
import { requestRouterTest } from './request-router-test.ts';
import { routerFailureKinds } from './router-failure.ts';
import type { RouterPool } from './router-pool.ts';
import { routerFindings } from './test-router.ts';
import { TurnQueue } from './turn-queue.ts';

export interface RouterRoutesDeps {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  pool: RouterPool;
}

const stateAnswer = z.object({
  hasApi: z.boolean(),
  syncsUsage: z.boolean(),
  /** Null: the worker has not looked at it yet. */
  state: z
    .object({
      /** Null: it has never answered. */
      answeredAt: instantField.nullable(),
      identity: z.string().nullable(),
      version: z.string().nullable(),
      board: z.string().nullable(),
      uptimeS: integerField.nullable(),
      cpuPercent: integerField.nullable(),
      /** In the router's own list. */
      sessions: integerField.nullable(),
      passMs: integerField.nullable(),
      failedAt: instantField.nullable(),
      /** `kind: what happened`, of the last failure, however long ago. */
      failure: z.string().nullable(),
      /** 0: the last pass went well. */
      failuresInARow: integerField,
      matched: integerField,
      unknownHere: integerField,
      unknownThere: integerField,
    })
    .nullable(),
});

const testAnswer = z.object({
  /** Null: the router let us in. */
  failure: z.object({ kind: z.enum(routerFailureKinds), message: z.string() }).nullable(),
  tookMs: integerField,
  identity: z.string().nullable(),
  version: z.string().nullable(),
  board: z.string().nullable(),
  fingerprint: z.string().nullable(),
  /** Where the router takes CoA; null: nowhere. */
  coaPort: integerField.nullable(),
  findings: z.array(z.object({ code: z.enum(routerFindings), message: z.string() })),
});

const maxTests = 8;
const maxWaitingTests = 16;

/** The routes of this module. */
export function routes(deps: RouterRoutesDeps): Route[] {
  const turns = new TurnQueue({ maxRunning: maxTests, maxWaiting: maxWaitingTests });
  return [
    defineRoute({
      method: 'GET',
      path: '/api/nas/:id/router',
      summary: 'What was last seen of a router through its API',
      tag: 'nas',
      permission: 'nas.read',
      params: idParams,
      answer: stateAnswer,
      handle: ({ tenantId, params }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const nas = await findNas(tx, { tenantId, id: params.id });
          if (!nas) throw routersErrors.nasNotFound();
          const state = await findRouterState(tx, { tenantId, nasId: nas.id });
          return {
            hasApi: nas.api !== null,
            syncsUsage: nas.syncsUsage,
            state: state ? toAnswer(state) : null,
          };
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/nas/:id/router/test',
      summary: "Sign in to a router's API and look whether it lets us do what we need; changes nothing there",
      tag: 'nas',
      permission: 'nas.test',
      params: idParams,
      answer: testAnswer,
      handle: async ({ actor, params }) => {
        const test = await requestRouterTest({ ...deps, turns }, actor, { nasId: params.id });
        return { ...test, findings: [...test.findings] };
      },
    }),
    ...rateRoutes(deps),
  ];
}

function toAnswer(state: RouterState) {
  return {
    ...state,
    answeredAt: state.answeredAt?.toISOString() ?? null,
    failedAt: state.failedAt?.toISOString() ?? null,
  };
}
