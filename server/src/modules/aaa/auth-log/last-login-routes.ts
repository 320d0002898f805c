import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import { httpErrors } from '../../../platform/http/errors.ts';
import {
  defineRoute,
  idField,
  idParams,
  instantField,
  integerField,
  type Route,
} from '../../../platform/http/index.ts';
import { readLastLogin, type LastLogin, type LoggedLogin } from './last-login.ts';
import { explanationAnswer, toExplanationAnswer } from '../explanation/policy-fields.ts';
import { rejectReasonCodes } from '../login/reject-reasons.ts';
import { remedyActions, remedyPermissions } from '../login/remedies.ts';

const loginAnswer = z.object({
  at: instantField,
  nasId: idField,
  /** Null: the NAS has been deleted. */
  nasName: z.string().nullable(),
  callingStationId: z.string().nullable(),
  reason: z.enum(rejectReasonCodes).nullable(),
  /** Equal rejects within ten seconds are one. */
  count: integerField,
});

const lastLoginAnswer = z.object({
  /** `mended`: what it was refused for is gone, and the next login has not come yet. */
  verdict: z.enum(['never_seen', 'accepted', 'refused', 'mended']),
  accept: loginAnswer.nullable(),
  reject: loginAnswer.nullable(),
  /** Why the next login would be refused whatever its password and device; null: it would not. */
  refusedNow: z.enum(rejectReasonCodes).nullable(),
  /** What the next login would get, or why nothing, as the policy says it. */
  explanation: explanationAnswer,
  /** What mends it, and whether you may. */
  remedy: z.object({ action: z.enum(remedyActions), isAllowed: z.boolean() }).nullable(),
  facts: z.object({
    mac: z.string().nullable(),
    knownMacs: z.array(z.string()),
    expiresAt: instantField.nullable(),
    subscriptionId: idField.nullable(),
    boundNasId: idField.nullable(),
    boundNasName: z.string().nullable(),
    maxSessions: z.int().nullable(),
    openSessionIds: z.array(idField),
  }),
});

/** Why a subscriber cannot log in, in words that a page can translate, and what mends it. */
export function lastLoginRoutes(deps: { database: Database; clock: Clock }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/subscribers/:id/last-login',
      summary: 'The last accept and the last reject of a subscriber, why, and what mends it',
      tag: 'aaa',
      permission: 'aaa.read',
      params: idParams,
      answer: lastLoginAnswer,
      handle: async ({ actor, tenantId, params }) => {
        // Devices and the end of what was bought are the subscriber's.
        if (!actor.can('subscribers.read')) throw httpErrors.forbidden();
        const { remedy, ...found } = await readLastLogin(deps, { tenantId, id: params.id });
        const isAllowed = remedy !== null && actor.can(remedyPermissions[remedy]);
        return { ...toAnswer(found), remedy: remedy && { action: remedy, isAllowed } };
      },
    }),
  ];
}

function toAnswer({ verdict, accept, reject, refusedNow, explanation, facts }: Omit<LastLogin, 'remedy'>) {
  return {
    verdict,
    accept: accept && toLogin(accept),
    reject: reject && toLogin(reject),
    refusedNow,
    explanation: toExplanationAnswer(explanation),
    facts: { ...facts, expiresAt: facts.expiresAt && facts.expiresAt.toISOString() },
  };
}

function toLogin(login: LoggedLogin): z.input<typeof loginAnswer> {
  return { ...login, at: login.at.toISOString() };
}
