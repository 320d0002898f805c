import { z } from 'zod';
import { defineListRoute, defineRoute, idParams, pageOf, type Route } from '../../platform/http/index.ts';
import { changeOwnTenant, changeTenant, type TenancyDeps } from './change-tenant.ts';
import { tenancyErrors } from './errors.ts';
import { tenantAnswer, tenantFields, toTenantAnswer } from './tenant-fields.ts';
import { findTenant, listTenants } from './tenant-store.ts';
import { tenantStatuses } from './tenant.ts';

const changeOwnBody = z.strictObject(tenantFields).partial();
const changeBody = z.strictObject({ ...tenantFields, status: z.enum(tenantStatuses) }).partial();

/** The making of a tenant is the staff module's, because it also makes the first owner. */
export function routes(deps: TenancyDeps): Route[] {
  return [...operatorRoutes(deps), ...ownRoutes(deps)];
}

function operatorRoutes(deps: TenancyDeps): Route[] {
  const { database } = deps;
  return [
    defineListRoute({
      path: '/api/tenants',
      summary: 'List the tenants of the installation',
      tag: 'tenancy',
      permission: 'operator',
      item: tenantAnswer,
      cursor: z.strictObject({ code: z.string() }),
      handle: async ({ page }) => {
        const rows = await database.asOperator((tx) =>
          listTenants(tx, { after: page.after?.code, limit: page.limit + 1 }),
        );
        return pageOf(rows.map(toTenantAnswer), page.limit, ({ code }) => ({ code }));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/tenants/:id',
      summary: 'Show a tenant',
      tag: 'tenancy',
      permission: 'operator',
      params: idParams,
      answer: tenantAnswer,
      handle: async ({ params }) => {
        const tenant = await database.asOperator((tx) => findTenant(tx, { id: params.id }));
        if (!tenant) throw tenancyErrors.notFound();
        return toTenantAnswer(tenant);
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/tenants/:id',
      summary: 'Change, suspend or resume a tenant',
      tag: 'tenancy',
      permission: 'operator',
      params: idParams,
      body: changeBody,
      answer: tenantAnswer,
      needsRevision: true,
      handle: async ({ actor, params, body, revision }) =>
        toTenantAnswer(await changeTenant(deps, actor, { id: params.id, revision, change: body })),
    }),
  ];
}

function ownRoutes(deps: TenancyDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/tenant',
      summary: 'Show your own tenant',
      tag: 'tenancy',
      permission: 'signed_in',
      answer: tenantAnswer,
      handle: async ({ tenantId }) => {
        const tenant = await deps.database.inTenant(tenantId, (tx) => findTenant(tx, { id: tenantId }));
        if (!tenant) throw tenancyErrors.notFound();
        return toTenantAnswer(tenant);
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/tenant',
      summary: 'Change your own tenant',
      tag: 'tenancy',
      permission: 'tenancy.write',
      body: changeOwnBody,
      answer: tenantAnswer,
      needsRevision: true,
      handle: async ({ actor, body, revision }) =>
        toTenantAnswer(await changeOwnTenant(deps, actor, { revision, change: body })),
    }),
  ];
}
