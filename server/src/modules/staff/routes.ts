import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { tenantAnswer, tenantCodeField, tenantFields, toTenantAnswer } from '../tenancy/index.ts';
import { addStaff } from './add-staff.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import { emailField, nameField } from './auth-fields.ts';
import { authRoutes } from './auth-routes.ts';
import { changeStaff } from './change-staff.ts';
import { createTenant } from './create-tenant.ts';
import { staffErrors } from './errors.ts';
import { memberAnswer, toMemberAnswer } from './member-answer.ts';
import { findMember, listMembers, membershipStatuses } from './membership-store.ts';
import { roleRoutes } from './role-routes.ts';
import type { StaffDeps } from './staff-deps.ts';

const generatedPassword = z
  .string()
  .nullable()
  .describe('Told only here; null when the person already had one.');

export function routes(deps: StaffDeps): Route[] {
  return [
    ...authRoutes(deps),
    ...memberReadRoutes(deps),
    ...memberWriteRoutes(deps),
    ...roleRoutes(deps),
    ...apiKeyRoutes(deps),
    tenantRoute(deps),
  ];
}

function memberReadRoutes(deps: StaffDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/staff',
      summary: 'List the people who work here',
      tag: 'staff',
      permission: 'staff.read',
      item: memberAnswer,
      cursor: z.strictObject({ id: idField }),
      handle: async ({ tenantId, page }) => {
        const rows = await deps.database.inTenant(tenantId, (tx) =>
          listMembers(tx, { tenantId, after: page.after?.id, limit: page.limit + 1 }),
        );
        return pageOf(rows.map(toMemberAnswer), page.limit, ({ id }) => ({ id }));
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/staff/:id',
      summary: 'Show a person who works here',
      tag: 'staff',
      permission: 'staff.read',
      params: idParams,
      answer: memberAnswer,
      handle: async ({ tenantId, params }) => {
        const member = await deps.database.inTenant(tenantId, (tx) =>
          findMember(tx, { tenantId, personId: params.id }),
        );
        if (!member) throw staffErrors.notFound();
        return toMemberAnswer(member);
      },
    }),
  ];
}

function memberWriteRoutes(deps: StaffDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/staff',
      summary: 'Add a person with a role',
      tag: 'staff',
      permission: 'staff.write',
      status: 201,
      body: z.strictObject({ email: emailField, name: nameField, roleId: idField }),
      answer: memberAnswer.extend({ password: generatedPassword }),
      handle: async ({ actor, body }) => {
        const { member, password } = await addStaff(deps, actor, body);
        return { ...toMemberAnswer(member), password };
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/staff/:id',
      summary: 'Give a person another role, or disable or enable them',
      tag: 'staff',
      permission: 'staff.write',
      params: idParams,
      body: z.strictObject({ roleId: idField, status: z.enum(membershipStatuses) }).partial(),
      answer: memberAnswer,
      needsRevision: true,
      handle: async ({ actor, params, body, revision }) =>
        toMemberAnswer(await changeStaff(deps, actor, { personId: params.id, revision, change: body })),
    }),
  ];
}

function tenantRoute(deps: StaffDeps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/tenants',
    summary: 'Make a tenant with its owner role and its first owner',
    tag: 'tenancy',
    permission: 'operator',
    status: 201,
    body: z.strictObject({
      code: tenantCodeField,
      ...tenantFields,
      company: tenantFields.company.default(null),
      email: tenantFields.email.default(null),
      owner: z.strictObject({ email: emailField, name: nameField }),
    }),
    answer: tenantAnswer.extend({ owner: z.object({ email: z.string(), password: generatedPassword }) }),
    handle: async ({ actor, body }) => {
      const { owner: ownerInput, ...tenantInput } = body;
      const { tenant, owner } = await createTenant(deps, (tenantId) => ({ ...actor, tenantId }), {
        tenant: tenantInput,
        owner: { ...ownerInput, isOperator: false },
      });
      return { ...toTenantAnswer(tenant), owner };
    },
  });
}
