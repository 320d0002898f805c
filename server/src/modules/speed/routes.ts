import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  noData,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { boostRoutes } from './boost-routes.ts';
import { warningsOf } from './check-rule.ts';
import { speedErrors } from './errors.ts';
import { removeRule } from './remove-rule.ts';
import { listRules, readRules } from './rule-store.ts';
import { changeRule, createRule } from './save-rule.ts';
import type { SpeedDeps } from './speed-deps.ts';
import { ruleAnswer, ruleBody, ruleWithWarningsAnswer, toRuleAnswer, toRuleInput } from './speed-fields.ts';

/** The routes of this module. */
export function routes(deps: SpeedDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps), ...boostRoutes(deps)];
}

function readingRoutes(deps: SpeedDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/speed-rules',
      summary: 'List the speed rules in the order in which they are asked: by priority, then age',
      tag: 'speed',
      permission: 'speed.read',
      query: z.strictObject({}),
      item: ruleAnswer,
      cursor: z.object({ priority: z.int(), id: idField }),
      handle: ({ tenantId, page }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const { limit, after } = page;
          const rows = await listRules(tx, { tenantId, limit, after });
          const { items, next } = pageOf(rows, limit, ({ priority, id }) => ({ priority, id }));
          return { items: items.map(toRuleAnswer), next };
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/speed-rules/:id',
      summary: 'One speed rule, with what is worth a look in it',
      tag: 'speed',
      permission: 'speed.read',
      params: idParams,
      answer: ruleWithWarningsAnswer,
      handle: ({ tenantId, params }) => readAnswer(deps, tenantId, params.id),
    }),
  ];
}

function changingRoutes(deps: SpeedDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/speed-rules',
      summary: 'Add a speed rule; one that contradicts another or would never apply is refused',
      tag: 'speed',
      permission: 'speed.write',
      body: ruleBody,
      answer: ruleWithWarningsAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        const { id } = await createRule(deps, actor, { rule: toRuleInput(body) });
        return readAnswer(deps, actor.tenantId, id);
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/speed-rules/:id',
      summary: 'Change a speed rule; one that contradicts another or would never apply is refused',
      tag: 'speed',
      permission: 'speed.write',
      params: idParams,
      body: ruleBody,
      needsRevision: true,
      answer: ruleWithWarningsAnswer,
      handle: async ({ actor, params, body, revision }) => {
        await changeRule(deps, actor, { id: params.id, revision, rule: toRuleInput(body) });
        return readAnswer(deps, actor.tenantId, params.id);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/speed-rules/:id',
      summary: 'Delete a speed rule',
      tag: 'speed',
      permission: 'speed.write',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        await removeRule(deps, actor, params);
        return null;
      },
    }),
  ];
}

function readAnswer(
  { database }: Pick<SpeedDeps, 'database'>,
  tenantId: string,
  id: string,
): Promise<z.input<typeof ruleWithWarningsAnswer>> {
  return database.inTenant(tenantId, async (tx) => {
    const all = await readRules(tx, { tenantId });
    const rule = all.find((one) => one.id === id);
    if (!rule) throw speedErrors.notFound();
    return { ...toRuleAnswer(rule), warnings: await warningsOf(tx, { tenantId, rule, all }) };
  });
}
