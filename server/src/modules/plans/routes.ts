import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idParams,
  integerField,
  noData,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { changePlan } from './change-plan.ts';
import { createPlan } from './create-plan.ts';
import { planErrors } from './errors.ts';
import type { PlanDeps } from './plan-deps.ts';
import {
  planAnswer,
  planFields,
  termsBody,
  toPlanAnswer,
  toTermsInput,
  toVersionAnswer,
  versionAnswer,
} from './plan-fields.ts';
import { findPlan, listPlans } from './plan-store.ts';
import { listVersions } from './plan-version-store.ts';
import { removePlan } from './remove-plan.ts';
import { versionRoutes } from './version-routes.ts';

/** Older versions stay in the database; a page of a plan does not need more. */
const mostVersionsShown = 200;

const createBody = z.strictObject({
  ...planFields,
  description: planFields.description.default(null),
  payment: planFields.payment.default('prepaid'),
  service: planFields.service.default('any'),
  status: z.enum(['draft', 'on_sale']).default('on_sale'),
  isDefault: planFields.isDefault.default(false),
  terms: termsBody,
});

const changeBody = z
  .strictObject({
    name: planFields.name,
    description: planFields.description,
    status: planFields.status,
    isDefault: planFields.isDefault,
  })
  .partial();

const planWithVersionsAnswer = planAnswer.extend({
  /** The newest first; `sold`: subscriptions pending or active that stand on it. */
  versions: z.array(versionAnswer.extend({ sold: integerField })),
  /** How many of what is sold stands on an older version, hence would move to the one sold now. */
  soldOnOlderVersions: integerField,
});

/** The routes of this module. */
export function routes(deps: PlanDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps), ...versionRoutes(deps)];
}

function readingRoutes(deps: PlanDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/plans',
      summary: 'List the plans in the order of their names, each with the version that is sold now',
      tag: 'plans',
      permission: 'plans.read',
      query: z.strictObject({ status: planFields.status.optional() }),
      item: planAnswer,
      cursor: z.string(),
      handle: ({ tenantId, query, page }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const { limit, after } = page;
          const rows = await listPlans(tx, { tenantId, status: query.status, limit, after });
          const { items, next } = pageOf(rows, limit, (last) => last.sortKey);
          const planIds = items.map(({ plan }) => plan.id);
          const holders = await deps.sold.countHolders(tx, { tenantId, planIds });
          return { items: items.map((item) => toPlanAnswer(item, holders.get(item.plan.id) ?? 0)), next };
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/plans/:id',
      summary: 'One plan with its versions, newest first',
      tag: 'plans',
      permission: 'plans.read',
      params: idParams,
      answer: planWithVersionsAnswer,
      handle: async ({ tenantId, params }) => readAnswer(deps, tenantId, params.id),
    }),
  ];
}

function changingRoutes(deps: PlanDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/plans',
      summary: 'Add a plan with its first version',
      tag: 'plans',
      permission: 'plans.write',
      body: createBody,
      answer: planAnswer,
      status: 201,
      handle: async ({ actor, body }) =>
        toPlanAnswer(await createPlan(deps, actor, { ...body, terms: toTermsInput(body.terms) }), 0),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/plans/:id',
      summary: 'Change how a plan is offered; its terms change by a new version',
      tag: 'plans',
      permission: 'plans.write',
      params: idParams,
      body: changeBody,
      needsRevision: true,
      answer: planWithVersionsAnswer,
      handle: async ({ actor, params, body, revision }) => {
        await changePlan(deps, actor, { id: params.id, revision, change: body });
        return readAnswer(deps, actor.tenantId, params.id);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/plans/:id',
      summary: 'Delete a plan that was never sold',
      tag: 'plans',
      permission: 'plans.write',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        await removePlan(deps, actor, params);
        return null;
      },
    }),
  ];
}

function readAnswer(deps: PlanDeps, tenantId: string, id: string) {
  return deps.database.inTenant(tenantId, async (tx) => {
    const plan = await findPlan(tx, { tenantId, id });
    if (!plan) throw planErrors.notFound();
    const versions = await listVersions(tx, { tenantId, planId: id, limit: mostVersionsShown });
    const holders = await deps.sold.countHolders(tx, { tenantId, planIds: [id] });
    const sold = await deps.sold.countByVersion(tx, { tenantId, planId: id });
    const all = [...sold.values()].reduce((sum, count) => sum + count, 0);
    return {
      ...toPlanAnswer({ plan, latest: versions[0]! }, holders.get(id) ?? 0),
      versions: versions.map((version) => ({ ...toVersionAnswer(version), sold: sold.get(version.id) ?? 0 })),
      soldOnOlderVersions: all - (sold.get(versions[0]!.id) ?? 0),
    };
  });
}
