import type { Random } from '@trunkline/kit';
import { z } from 'zod';
import { defineRoute, type Actor, type Route } from '../../../platform/http/index.ts';
import { hotspotErrors } from '../errors.ts';
import { accountingBody, loginAnswerField, loginBody } from './portal-fields.ts';
import { accountingPacket, loginPacket } from './portal-packets.ts';
import type { RadiusAnswer } from './radius-answer.ts';
import type { RadiusDesk } from './radius-desk.ts';

export interface PortalDeps {
  desk: RadiusDesk;
  random: Random;
}

/** What a captive portal asks over HTTP instead of RADIUS. */
export function portalRoutes({ desk, random }: PortalDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/hotspot/auth',
      summary: 'Ask for a login at a hotspot, as its NAS would by RADIUS',
      tag: 'hotspot',
      permission: 'hotspot.aaa',
      isForBoundKeys: true,
      body: loginBody,
      answer: loginAnswerField,
      handle: async ({ actor, body }) => {
        const packet = loginPacket(body, random);
        const answer = await desk.ask({ kind: 'login', ...nasOf(actor), packet });
        return toLoginAnswer(answer);
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/hotspot/accounting',
      summary:
        'Report a session of a hotspot; answered once it is on disk, and counted once however often it comes',
      tag: 'hotspot',
      permission: 'hotspot.aaa',
      isForBoundKeys: true,
      body: accountingBody,
      answer: z.object({ kept: z.literal(true) }),
      handle: async ({ actor, body }) => {
        const packet = accountingPacket(body, random);
        const answer = await desk.ask({ kind: 'accounting', ...nasOf(actor), packet });
        if (answer.kind !== 'kept') throw refusal(answer);
        return { kept: true as const };
      },
    }),
  ];
}

/** An owner may do everything, and yet is no NAS. */
function nasOf({ tenantId, speaksFor }: Actor): { tenantId: string; nasId: string } {
  if (speaksFor === undefined) throw hotspotErrors.needsKeyOfNas();
  return { tenantId, nasId: speaksFor };
}

function toLoginAnswer(answer: RadiusAnswer): z.input<typeof loginAnswerField> {
  if (answer.kind === 'reject') {
    return { decision: 'reject', reason: answer.reason, message: answer.message };
  }
  if (answer.kind !== 'accept') throw refusal(answer);
  const { username, terms, token } = answer;
  return { decision: 'accept', username, terms, token };
}

const retrySeconds = 1;

function refusal({ kind }: RadiusAnswer): Error {
  if (kind === 'nas_unknown') return hotspotErrors.nasUnknown({ retryAfterSeconds: retrySeconds });
  if (kind === 'no_news') return hotspotErrors.noNews({ retryAfterSeconds: retrySeconds });
  return hotspotErrors.notKept({ retryAfterSeconds: retrySeconds });
}
