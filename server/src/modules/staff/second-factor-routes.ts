import { z } from 'zod';
import { asPerson, defineRoute, instantField, noData, type Route } from '../../platform/http/index.ts';
import { passwordField } from './auth-fields.ts';
import {
  confirmSecondFactor,
  disableSecondFactor,
  enrolSecondFactor,
  renewRecoveryCodes,
  showSecondFactor,
} from './change-second-factor.ts';
import type { StaffDeps } from './staff-deps.ts';

/** As people write it; a code of the app has six digits, a recovery code sixteen letters in groups. */
export const codeField = z.string().trim().min(6).max(40);
const recoveryCodesAnswer = z.object({
  recoveryCodes: z.array(z.string()).describe('Told only here; each opens once.'),
});
const ofSession = (_body: unknown, sessionId: string | null): string => `session ${sessionId}`;
const own = { tag: 'auth', permission: 'signed_in', allowsPendingSecondFactor: true } as const;

/** A person's own second factor. Nobody changes another's; the command line can take it off. */
export function secondFactorRoutes(deps: StaffDeps): Route[] {
  return [...enrolmentRoutes(deps), ...withBothFactorsRoutes(deps)];
}

function enrolmentRoutes(deps: StaffDeps): Route[] {
  return [
    defineRoute({
      ...own,
      method: 'GET',
      path: '/api/auth/second-factor',
      summary: 'Whether your second factor is on',
      answer: z.object({
        isOn: z.boolean(),
        since: instantField.nullable(),
        recoveryCodesLeft: z.int(),
      }),
      handle: ({ actor }) => showSecondFactor(deps, asPerson(actor)),
    }),
    defineRoute({
      ...own,
      method: 'POST',
      path: '/api/auth/second-factor/enrol',
      summary: 'Begin with a second factor: gives the secret for your app, once',
      body: z.strictObject({ password: passwordField }),
      answer: z.object({
        key: z.string().describe('Base32, to be typed into the app.'),
        uri: z.string().describe('otpauth://, to be shown as a QR code.'),
      }),
      signInAccount: ofSession,
      handle: ({ actor, body }) => enrolSecondFactor(deps, asPerson(actor), body),
    }),
    defineRoute({
      ...own,
      method: 'POST',
      path: '/api/auth/second-factor/confirm',
      summary: 'Turn the second factor on with a first code; gives recovery codes, ends your other sessions',
      body: z.strictObject({ code: codeField }),
      answer: recoveryCodesAnswer,
      signInAccount: ofSession,
      handle: ({ actor, body, caller }) =>
        confirmSecondFactor(deps, asPerson(actor), { ...body, sessionId: caller.sessionId }),
    }),
  ];
}

function withBothFactorsRoutes(deps: StaffDeps): Route[] {
  const body = z.strictObject({ password: passwordField, code: codeField });
  return [
    defineRoute({
      ...own,
      method: 'POST',
      path: '/api/auth/second-factor/disable',
      summary: 'Turn your second factor off',
      body,
      answer: noData,
      signInAccount: ofSession,
      handle: async ({ actor, body: given }) => {
        await disableSecondFactor(deps, asPerson(actor), given);
        return null;
      },
    }),
    defineRoute({
      ...own,
      method: 'POST',
      path: '/api/auth/second-factor/recovery-codes',
      summary: 'Replace your recovery codes',
      body,
      answer: recoveryCodesAnswer,
      signInAccount: ofSession,
      handle: ({ actor, body: given }) => renewRecoveryCodes(deps, asPerson(actor), given),
    }),
  ];
}
