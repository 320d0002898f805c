import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { loadSettings } from '../settings/index.ts';
import { caseStates, sharingActions } from './case.ts';
import { countOpenCases, findCase, listCases } from './case-store.ts';
import { configureSharing } from './configure-sharing.ts';
import { approveCase, dismissCase, type SharingDeps } from './decide-case.ts';
import { sharingErrors } from './errors.ts';
import { listRouters } from './router-store.ts';
import { caseAnswer, sharingBody, sharingStatus, toCaseAnswer } from './sharing-fields.ts';

/** The routes of this module. */
export function routes(deps: SharingDeps): Route[] {
  return [statusRoute(deps), configuringRoute(deps), ...readingRoutes(deps), ...decidingRoutes(deps)];
}

function statusRoute({ database }: SharingDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/sharing',
    summary: 'Whether shared accounts are looked for, by which routers, and how many cases wait',
    tag: 'sharing',
    permission: 'sharing.read',
    answer: sharingStatus,
    handle: ({ tenantId }) => readStatus(database, tenantId),
  });
}

function configuringRoute(deps: SharingDeps): Route {
  return defineRoute({
    method: 'PUT',
    path: '/api/sharing',
    summary: 'Turn the look for shared accounts on or off, and say what is done about them',
    tag: 'sharing',
    permission: 'settings.write',
    body: sharingBody,
    answer: sharingStatus,
    handle: async ({ actor, tenantId, body }) => {
      await configureSharing(deps, actor, {
        'sharing.enabled': body.isEnabled,
        'sharing.threshold': body.threshold,
        'sharing.judgesBridged': body.judgesBridged,
        'sharing.action': body.action,
        'sharing.actsAlone': body.actsAlone,
      });
      return readStatus(deps.database, tenantId);
    },
  });
}

function readStatus(database: Database, tenantId: string): Promise<z.input<typeof sharingStatus>> {
  return database.readInTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const routers = await listRouters(tx, tenantId);
    return {
      isEnabled: settings['sharing.enabled'],
      threshold: settings['sharing.threshold'],
      judgesBridged: settings['sharing.judgesBridged'],
      actsAlone: settings['sharing.actsAlone'],
      action: settings['sharing.action'],
      openCases: await countOpenCases(tx, tenantId),
      routers: routers.map((router) => ({ ...router, lookedAt: router.lookedAt.toISOString() })),
    };
  });
}

function readingRoutes({ database }: SharingDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/sharing/cases',
      summary: 'Accounts that several households seem to use, the newest first',
      tag: 'sharing',
      permission: 'sharing.read',
      query: z.strictObject({ state: z.enum(caseStates).optional() }),
      item: caseAnswer,
      cursor: idField,
      handle: async ({ tenantId, query: { state }, page: { limit, after } }) => {
        const rows = await database.readInTenant(tenantId, (tx) =>
          listCases(tx, { tenantId, state, limit, after }),
        );
        const { items, next } = pageOf(rows, limit, (last) => last.id);
        return { items: items.map(toCaseAnswer), next };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sharing/cases/:id',
      summary: 'One case with its evidence',
      tag: 'sharing',
      permission: 'sharing.read',
      params: idParams,
      answer: caseAnswer,
      handle: async ({ tenantId, params: { id } }) => {
        const found = await database.readInTenant(tenantId, (tx) => findCase(tx, { tenantId, id }));
        if (!found) throw sharingErrors.notFound();
        return toCaseAnswer(found);
      },
    }),
  ];
}

function decidingRoutes(deps: SharingDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/sharing/cases/:id/approve',
      summary: 'Approve a case: what is chosen is done to the subscriber at once',
      tag: 'sharing',
      permission: 'sharing.decide',
      params: idParams,
      body: z.strictObject({ action: z.enum(sharingActions) }),
      answer: caseAnswer,
      handle: async ({ actor, params: { id }, body: { action } }) =>
        toCaseAnswer(await approveCase(deps, actor, { id, action })),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/sharing/cases/:id/dismiss',
      summary: 'Dismiss a case: the subscriber is left in peace for so many days',
      tag: 'sharing',
      permission: 'sharing.decide',
      params: idParams,
      body: z.strictObject({
        reason: z.string().trim().min(1).max(500),
        quietDays: z.int().min(1).max(3_650),
      }),
      answer: caseAnswer,
      handle: async ({ actor, params: { id }, body }) =>
        toCaseAnswer(await dismissCase(deps, actor, { id, ...body })),
    }),
  ];
}
