import { z } from 'zod';
import { idField, instantField } from '../../platform/http/index.ts';
import type { OpenedSession } from './open-session.ts';
import { mostPasswordLength } from './password.ts';

export const emailField = z.string().trim().toLowerCase().pipe(z.email().max(254));
export const nameField = z.string().trim().min(1).max(200);
/** A password as it is given, to be checked. What a new one must be is said by `requireStrongPassword`. */
export const passwordField = z.string().min(1).max(mostPasswordLength);

export const tenantOfSession = z.object({ id: idField, code: z.string(), name: z.string() });

export const signInAnswer = z.object({
  token: z.string(),
  expiresAt: instantField,
  mustChangePassword: z.boolean(),
  person: z.object({ id: idField, name: z.string() }),
  tenant: tenantOfSession,
});

export function toSignInAnswer({
  token,
  expiresAt,
  person,
  membership,
}: OpenedSession): z.output<typeof signInAnswer> {
  return {
    token,
    expiresAt: expiresAt.toISOString(),
    mustChangePassword: person.mustChangePassword,
    person: { id: person.id, name: person.name },
    tenant: { id: membership.tenantId, code: membership.tenantCode, name: membership.tenantName },
  };
}
