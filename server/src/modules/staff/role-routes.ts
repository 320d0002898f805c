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
import { changeRole, createRole, removeRole } from './change-role.ts';
import { staffErrors } from './errors.ts';
import { findRole, listRoles } from './role-store.ts';
import type { StaffDeps } from './staff-deps.ts';

const roleAnswer = z.object({
  id: idField,
  name: z.string(),
  permissions: z.array(z.string()),
  isOwner: z.boolean().describe('Holds every permission, whatever the list says.'),
  revision: z.int(),
});

/** Far more than there are permissions. */
const maxPermissions = 500;
export const roleFields = {
  name: z.string().trim().min(1).max(100),
  permissions: z.array(z.string().max(100)).max(maxPermissions),
};

export function roleRoutes(deps: StaffDeps): Route[] {
  return [...readRoutes(deps), ...writeRoutes(deps)];
}

function readRoutes(deps: StaffDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/roles',
      summary: 'List the roles',
      tag: 'staff',
      permission: 'staff.read',
      item: roleAnswer,
      cursor: z.strictObject({ id: idField }),
      handle: async ({ tenantId, page }) => {
        const rows = await deps.database.inTenant(tenantId, (tx) =>
          listRoles(tx, { tenantId, after: page.after?.id, limit: page.limit + 1 }),
        );
        return pageOf(rows, page.limit, ({ id }) => ({ id }));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/roles/:id',
      summary: 'Show a role',
      tag: 'staff',
      permission: 'staff.read',
      params: idParams,
      answer: roleAnswer,
      handle: async ({ tenantId, params }) => {
        const role = await deps.database.inTenant(tenantId, (tx) =>
          findRole(tx, { tenantId, id: params.id }),
        );
        if (!role) throw staffErrors.roleNotFound();
        return role;
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/permissions',
      summary: 'Everything that a role can hold',
      tag: 'staff',
      permission: 'signed_in',
      answer: z.array(z.object({ code: z.string(), summary: z.string() })),
      handle: async () => [...deps.permissions],
    }),
  ];
}

function writeRoutes(deps: StaffDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/roles',
      summary: 'Make a role of permissions that you hold yourself',
      tag: 'staff',
      permission: 'staff.write_roles',
      status: 201,
      body: z.strictObject(roleFields),
      answer: roleAnswer,
      handle: ({ actor, body }) => createRole(deps, actor, body),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/roles/:id',
      summary: 'Change a role',
      tag: 'staff',
      permission: 'staff.write_roles',
      params: idParams,
      body: z.strictObject(roleFields).partial(),
      answer: roleAnswer,
      needsRevision: true,
      handle: ({ actor, params, body, revision }) =>
        changeRole(deps, actor, { id: params.id, revision, change: body }),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/roles/:id',
      summary: 'Delete a role that nobody has',
      tag: 'staff',
      permission: 'staff.write_roles',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        await removeRole(deps, actor, { id: params.id });
        return null;
      },
    }),
  ];
}
