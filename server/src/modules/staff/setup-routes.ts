import { z } from 'zod';
import { defineRoute, Reply, type Route } from '../../platform/http/index.ts';
import { sessionCookie } from '../../platform/http/session-cookie.ts';
import { tenantFields } from '../tenancy/index.ts';
import { claimInstallation } from './claim-setup.ts';
import { emailField, nameField, passwordField, signInAnswer, toSignInAnswer } from './auth-fields.ts';
import { isSetupOpen } from './setup-store.ts';
import type { StaffDeps } from './staff-deps.ts';

/** The first run: who brings the code that the start printed becomes the owner. */
export function setupRoutes(deps: StaffDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/setup',
      summary: 'Whether this installation still waits for its owner',
      tag: 'auth',
      permission: 'public',
      answer: z.object({ isOpen: z.boolean() }),
      handle: async () => ({ isOpen: await deps.database.acrossTenants(isSetupOpen) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/setup',
      summary: 'Become the owner with the code of the set-up link, and sign in',
      tag: 'auth',
      permission: 'public',
      body: z.strictObject({
        code: z.string().min(1).max(100),
        name: nameField,
        email: emailField,
        password: passwordField,
        tenant: z.strictObject({
          name: tenantFields.name,
          currency: tenantFields.currency,
          timeZone: tenantFields.timeZone,
        }),
      }),
      answer: signInAnswer,
      signInAccount: () => 'setup',
      handle: async ({ body, caller }) => {
        const { address, userAgent, isSecure } = caller;
        const opened = await claimInstallation(deps, { ...body, address, userAgent });
        const { token, expiresAt } = opened;
        return new Reply(toSignInAnswer(opened), {
          'set-cookie': sessionCookie(token, { expiresAt, isSecure }),
        });
      },
    }),
  ];
}
