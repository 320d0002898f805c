import { z } from 'zod';
import {
  asPerson,
  defineRoute,
  idField,
  idParams,
  instantField,
  noData,
  type Route,
} from '../../platform/http/index.ts';
import { emailField, nameField, passwordField } from './auth-fields.ts';
import { changeProfile } from './change-profile.ts';
import { staffErrors } from './errors.ts';
import { listOwnSessions } from './session-store.ts';
import { endOwnSession } from './sign-out.ts';
import type { StaffDeps } from './staff-deps.ts';

/** What a person does about themselves besides signing in and out. */
export function profileRoutes(deps: StaffDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/auth/profile',
      summary: 'Change your name and e-mail address',
      tag: 'auth',
      permission: 'signed_in',
      body: z.strictObject({
        name: nameField,
        email: emailField,
        password: passwordField.optional().describe('Your present one, when the e-mail address changes.'),
      }),
      answer: noData,
      signInAccount: (_body, sessionId) => `session ${sessionId}`,
      handle: async ({ actor, body }) => {
        const { name, email, password } = body;
        await changeProfile(deps, asPerson(actor), { name, email, password });
        return null;
      },
    }),
    ...ownSessionRoutes(deps),
  ];
}

function ownSessionRoutes(deps: StaffDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/auth/sessions',
      summary: 'The browsers and programs that are signed in as you, in this tenant',
      tag: 'auth',
      permission: 'signed_in',
      answer: z.array(
        z.object({
          id: idField,
          createdAt: instantField,
          expiresAt: instantField,
          address: z.string().nullable(),
          userAgent: z.string().nullable(),
          isThis: z.boolean(),
        }),
      ),
      handle: async ({ actor, caller }) => {
        const { tenantId, personId } = asPerson(actor);
        const at = new Date(deps.clock.now());
        const rows = await deps.database.inTenant(tenantId, (tx) =>
          listOwnSessions(tx, { tenantId, personId, at }),
        );
        return rows.map(({ createdAt, expiresAt, ...row }) => ({
          ...row,
          createdAt: createdAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          isThis: row.id === caller.sessionId,
        }));
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/auth/sessions/:id',
      summary: 'End one of your own sessions',
      tag: 'auth',
      permission: 'signed_in',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        const hasEnded = await endOwnSession(deps, asPerson(actor), { sessionId: params.id });
        if (!hasEnded) throw staffErrors.sessionNotFound();
        return null;
      },
    }),
  ];
}
