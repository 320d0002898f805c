import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database, Tx } from '../../../platform/db/index.ts';
import { defineRoute, idField, type Route } from '../../../platform/http/index.ts';
import { nasVendors } from '../../nas/index.ts';
import {
  findPlan,
  latestVersions,
  planErrors,
  requireSoundTerms,
  termsBody,
  toTermsInput,
  type PlanTerms,
} from '../../plans/index.ts';
import { CivilZone } from '../../policy/index.ts';
import { loadSettings } from '../../settings/index.ts';
import { firstPeriod } from '../../subscriptions/index.ts';
import { findTenant } from '../../tenancy/index.ts';
import { previewReply } from './preview-reply.ts';
import { unsaidTermNames } from './unsaid-terms.ts';

const previewBody = z
  .strictObject({
    /** Terms that are being written, or … */
    terms: termsBody.optional(),
    /** … a plan as it is sold now. */
    planId: idField.optional(),
    vendor: z.enum(nasVendors),
    /** What one subscriber has of their own. */
    subscriber: z
      .strictObject({
        framedIp: z.union([z.ipv4(), z.ipv6()]).nullable().default(null),
        framedIpv6Prefix: z.cidrv6().nullable().default(null),
        delegatedIpv6Prefix: z.cidrv6().nullable().default(null),
      })
      .prefault({}),
  })
  .refine(({ terms, planId }) => (terms === undefined) !== (planId === undefined), {
    path: ['terms'],
    error: 'Give either terms or planId.',
  });

const previewAnswer = z.object({
  attributes: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
  unsaid: z.array(z.enum(unsaidTermNames)),
});

/** What a router would get. Here, above plans, because the code of the packet path says it. */
export function previewReplyRoutes({ database, clock }: { database: Database; clock: Clock }): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/plans/preview-reply',
      summary: 'The Access-Accept that a router would get for a plan, or for terms that are being written',
      tag: 'plans',
      permission: 'plans.read',
      body: previewBody,
      answer: previewAnswer,
      handle: ({ tenantId, body }) =>
        database.inTenant(tenantId, async (tx) => {
          const terms = await termsOf(tx, { tenantId, body });
          const tenant = (await findTenant(tx, { id: tenantId }))!;
          const settings = await loadSettings(tx, tenantId);
          const now = new Date(clock.now());
          const { expiresAt } = firstPeriod(now, { validity: terms.validity, timeZone: tenant.timeZone });
          return refusingTooLong(() =>
            previewReply({
              terms,
              vendor: body.vendor,
              tenant: {
                isSuspended: false,
                zone: new CivilZone(tenant.timeZone),
                graceMs: settings['subscriptions.graceHours'] * msPerHour,
                // What the plan itself says, whatever the hour.
                walledGarden: null,
                walledFor: new Set(),
                speedRules: [],
              },
              interimIntervalS: settings['radius.interimIntervalSeconds'],
              subscriber: body.subscriber,
              expiresAtMs: expiresAt?.getTime() ?? null,
              nowMs: now.getTime(),
            }),
          );
        }),
    }),
  ];
}

const msPerHour = 3_600_000;

async function termsOf(
  tx: Tx,
  { tenantId, body }: { tenantId: string; body: z.output<typeof previewBody> },
): Promise<PlanTerms> {
  const { terms, planId } = body;
  if (terms !== undefined) return requireSoundTerms(tx, { tenantId, terms: toTermsInput(terms) });
  const plan = await findPlan(tx, { tenantId, id: planId! });
  if (!plan) throw planErrors.notFound();
  return (await latestVersions(tx, { tenantId, planIds: [plan.id] })).get(plan.id)!.terms;
}

/** Attributes that each are sound may still be too many for the 4096 octets of a packet. */
function refusingTooLong<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw planErrors.invalidTerms({
      details: [{ field: 'terms.customAttributes', message: error.message }],
      cause: error,
    });
  }
}
