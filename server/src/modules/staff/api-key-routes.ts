import { z } from 'zod';
import {
  asPerson,
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  instantInput,
  noData,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { apiKeyAnswer, toApiKeyAnswer } from './api-key-answer.ts';
import { findApiKey, listApiKeys } from './api-key-store.ts';
import { changeApiKey, createApiKey, revokeApiKey } from './change-api-key.ts';
import { staffErrors } from './errors.ts';
import { roleFields } from './role-routes.ts';
import type { StaffDeps } from './staff-deps.ts';

const fields = {
  ...roleFields,
  expiresAt: instantInput
    .transform((text) => new Date(text))
    .nullable()
    .describe('Null: until it is revoked.'),
  nasId: idField
    .nullable()
    .describe('The NAS that it speaks for; such a key holds `hotspot.aaa` and nothing else. Null: none.'),
};

/** Keys are made, changed and revoked by people: a key that could make keys would outlive its own end. */
export function apiKeyRoutes(deps: StaffDeps): Route[] {
  return [...readRoutes(deps), ...writeRoutes(deps)];
}

function readRoutes({ database, clock }: StaffDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/api-keys',
      summary: 'List the API keys of this tenant, the newest first; revoked ones stay listed',
      tag: 'staff',
      permission: 'staff.read',
      item: apiKeyAnswer,
      cursor: z.strictObject({ id: idField }),
      handle: async ({ tenantId, page }) => {
        const at = new Date(clock.now());
        const rows = await database.inTenant(tenantId, (tx) =>
          listApiKeys(tx, { tenantId, before: page.after?.id, limit: page.limit + 1 }),
        );
        return pageOf(
          rows.map((key) => toApiKeyAnswer(key, at)),
          page.limit,
          ({ id }) => ({ id }),
        );
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/api-keys/:id',
      summary: 'Show an API key, without its token',
      tag: 'staff',
      permission: 'staff.read',
      params: idParams,
      answer: apiKeyAnswer,
      handle: async ({ tenantId, params }) => {
        const key = await database.inTenant(tenantId, (tx) => findApiKey(tx, { tenantId, id: params.id }));
        if (!key) throw staffErrors.apiKeyNotFound();
        return toApiKeyAnswer(key, new Date(clock.now()));
      },
    }),
  ];
}

function writeRoutes(deps: StaffDeps): Route[] {
  const now = (): Date => new Date(deps.clock.now());
  return [
    defineRoute({
      method: 'POST',
      path: '/api/api-keys',
      summary: 'Make an API key of permissions that you hold yourself',
      tag: 'staff',
      permission: 'staff.write_api_keys',
      status: 201,
      body: z.strictObject({
        ...fields,
        expiresAt: fields.expiresAt.default(null),
        nasId: fields.nasId.default(null),
      }),
      answer: apiKeyAnswer.extend({ token: z.string().describe('Told only here.') }),
      handle: async ({ actor, body }) => {
        const { key, token } = await createApiKey(deps, asPerson(actor), body);
        return { ...toApiKeyAnswer(key, now()), token };
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/api-keys/:id',
      summary: 'Rename an API key, or change its permissions, its NAS or its end',
      tag: 'staff',
      permission: 'staff.write_api_keys',
      params: idParams,
      body: z.strictObject(fields).partial(),
      answer: apiKeyAnswer,
      needsRevision: true,
      handle: async ({ actor, params, body, revision }) =>
        toApiKeyAnswer(
          await changeApiKey(deps, asPerson(actor), { id: params.id, revision, change: body }),
          now(),
        ),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/api-keys/:id',
      summary: 'Revoke an API key, for ever',
      tag: 'staff',
      permission: 'staff.write_api_keys',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        await revokeApiKey(deps, asPerson(actor), params);
        return null;
      },
    }),
  ];
}
