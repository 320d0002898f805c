import { z } from 'zod';
import {
  asPerson,
  defineRoute,
  idField,
  noData,
  Reply,
  type Actor,
  type Route,
} from '../../platform/http/index.ts';
import { clearedSessionCookie, sessionCookie } from '../../platform/http/session-cookie.ts';
import { loadSettings } from '../settings/index.ts';
import { findTenant } from '../tenancy/index.ts';
import { emailField, passwordField, signInAnswer, tenantOfSession, toSignInAnswer } from './auth-fields.ts';
import { changePassword } from './change-password.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { staffErrors } from './errors.ts';
import { findMember } from './membership-store.ts';
import { profileRoutes } from './profile-routes.ts';
import { hasSecondFactor } from './second-factor-store.ts';
import { codeField, secondFactorRoutes } from './second-factor-routes.ts';
import { setupRoutes } from './setup-routes.ts';
import { signIn } from './sign-in.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';
import type { StaffDeps } from './staff-deps.ts';

const meAnswer = z.object({
  id: idField,
  name: z.string(),
  email: z.string(),
  mustChangePassword: z.boolean(),
  isOperator: z.boolean(),
  mustAddSecondFactor: z
    .boolean()
    .describe('This tenant asks for a second factor, which must be set up before anything else.'),
  tenant: tenantOfSession.extend({ currency: z.string(), timeZone: z.string() }),
  role: z.object({ id: idField, name: z.string(), isOwner: z.boolean() }),
  permissions: z.array(z.string()).describe('What this person may do in this tenant.'),
});

export function authRoutes(deps: StaffDeps): Route[] {
  return [
    ...signInRoutes(deps),
    ...signOutRoutes(deps),
    ...ownRoutes(deps),
    ...profileRoutes(deps),
    ...secondFactorRoutes(deps),
    ...setupRoutes(deps),
  ];
}

function signInRoutes(deps: StaffDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/auth/login',
      summary: 'Sign in: gives a token, and sets it as a cookie',
      tag: 'auth',
      permission: 'public',
      body: z.strictObject({
        email: emailField,
        password: passwordField,
        tenant: z.string().trim().toLowerCase().max(32).optional(),
      }),
      answer: signInAnswer,
      signInAccount: ({ email }) => email,
      handle: async ({ body, caller }) => {
        const { address, userAgent, isSecure } = caller;
        const { email, password, tenant } = body;
        const opened = await signIn(deps, { email, password, tenant, address, userAgent });
        const { token, expiresAt } = opened;
        return new Reply(toSignInAnswer(opened), {
          'set-cookie': sessionCookie(token, { expiresAt, isSecure }),
        });
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/auth/second-factor',
      summary: 'Finish signing in with a code of your app, or a recovery code',
      tag: 'auth',
      permission: 'public',
      body: z.strictObject({
        email: emailField,
        challenge: z.string().min(1).max(100).describe('From staff.second_factor_required of the sign-in.'),
        code: codeField,
      }),
      answer: signInAnswer,
      signInAccount: ({ email }) => email,
      handle: async ({ body, caller }) => {
        const { address, userAgent, isSecure } = caller;
        const opened = await completeSignIn(deps, { ...body, address, userAgent });
        const { token, expiresAt } = opened;
        return new Reply(toSignInAnswer(opened), {
          'set-cookie': sessionCookie(token, { expiresAt, isSecure }),
        });
      },
    }),
  ];
}

function signOutRoutes(deps: StaffDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/auth/logout',
      summary: 'End this session',
      tag: 'auth',
      permission: 'signed_in',
      allowsPendingPassword: true,
      allowsPendingSecondFactor: true,
      answer: noData,
      handle: async ({ actor, caller }) => {
        await signOut(deps, asPerson(actor), { sessionId: caller.sessionId! });
        return new Reply(null, { 'set-cookie': clearedSessionCookie() });
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/auth/logout-everywhere',
      summary: 'End all your sessions, in every tenant',
      tag: 'auth',
      permission: 'signed_in',
      allowsPendingPassword: true,
      allowsPendingSecondFactor: true,
      answer: noData,
      handle: async ({ actor }) => {
        await signOutEverywhere(deps, asPerson(actor));
        return new Reply(null, { 'set-cookie': clearedSessionCookie() });
      },
    }),
  ];
}

function ownRoutes(deps: StaffDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/auth/me',
      summary: 'Who you are and what you may do',
      tag: 'auth',
      permission: 'signed_in',
      allowsPendingPassword: true,
      allowsPendingSecondFactor: true,
      answer: meAnswer,
      handle: ({ actor }) => showMe(deps, asPerson(actor)),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/auth/password',
      summary: 'Change your password; ends your other sessions',
      tag: 'auth',
      permission: 'signed_in',
      allowsPendingPassword: true,
      allowsPendingSecondFactor: true,
      body: z.strictObject({ currentPassword: passwordField, newPassword: passwordField }),
      answer: noData,
      signInAccount: (_body, sessionId) => `session ${sessionId}`,
      handle: async ({ actor, body, caller }) => {
        await changePassword(deps, asPerson(actor), { ...body, sessionId: caller.sessionId! });
        return null;
      },
    }),
  ];
}

async function showMe(
  { database, permissions }: StaffDeps,
  actor: Actor & { personId: string },
): Promise<z.output<typeof meAnswer>> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (tx) => {
    const member = await findMember(tx, { tenantId, personId });
    const tenant = await findTenant(tx, { id: tenantId });
    if (!member || !tenant) throw staffErrors.notFound();
    const settings = await loadSettings(tx, tenantId);
    const mustAddSecondFactor =
      settings['staff.requireSecondFactor'] && !(await hasSecondFactor(tx, personId));
    return {
      id: personId,
      name: member.name,
      email: member.email,
      mustChangePassword: member.mustChangePassword,
      isOperator: member.isOperator,
      mustAddSecondFactor,
      tenant: {
        id: tenant.id,
        code: tenant.code,
        name: tenant.name,
        currency: tenant.currency,
        timeZone: tenant.timeZone,
      },
      role: { id: member.roleId, name: member.roleName, isOwner: member.isOwner },
      permissions: permissions.map(({ code }) => code).filter((code) => actor.can(code)),
    };
  });
}
