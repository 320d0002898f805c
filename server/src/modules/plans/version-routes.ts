import { z } from 'zod';
import { defineRoute, idField, idParams, integerField, type Route } from '../../platform/http/index.ts';
import { addPlanVersion, applyPlanVersion } from './add-plan-version.ts';
import { defaultFairUse } from './default-fair-use.ts';
import type { PlanDeps } from './plan-deps.ts';
import { termsBody, toTermsInput, toVersionAnswer, versionAnswer } from './plan-fields.ts';
import { versionScopes } from './plan.ts';
import { policyFields, toFairUseAnswer } from './policy-fields.ts';
import { previewVersion } from './preview-version.ts';

const versionBody = z.strictObject({ terms: termsBody, applyTo: z.enum(versionScopes) });
const movedAnswer = z.object({ version: versionAnswer, movedSubscriptions: integerField });

const previewAnswer = z.object({
  /** Fields of the terms that differ from the version sold now, as the terms have them. */
  differences: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  sold: z.object({ total: integerField, onOlderVersions: integerField }),
  changesNow: integerField,
  changesAtRenewal: integerField,
  online: integerField,
  sample: z.array(z.object({ subscriberId: idField, username: z.string(), fullName: z.string().nullable() })),
});

/** Under it a share of the speed would be nothing. */
const leastOfferedBps = 1000;
const offeredRate = z.coerce.number().int().min(leastOfferedBps).max(1_000_000_000_000);

/** The routes of what a plan gives. */
export function versionRoutes(deps: PlanDeps): Route[] {
  return [...addingRoutes(deps), offerRoute()];
}

function addingRoutes(deps: PlanDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/plans/:id/versions',
      summary:
        'Give a plan new terms, for new sales alone, for renewals, or for what is already sold as well',
      tag: 'plans',
      permission: 'plans.write',
      params: idParams,
      body: versionBody,
      answer: movedAnswer,
      status: 201,
      handle: async ({ actor, params, body: { terms, applyTo } }) =>
        toMovedAnswer(
          await addPlanVersion(deps, actor, { planId: params.id, terms: toTermsInput(terms), applyTo }),
        ),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/plans/:id/versions/preview',
      summary: 'What new terms would change, and for whom; nothing is kept',
      tag: 'plans',
      permission: 'plans.read',
      params: idParams,
      body: versionBody,
      answer: previewAnswer,
      handle: ({ tenantId, params, body: { terms, applyTo } }) =>
        previewVersion(deps, { tenantId }, { planId: params.id, terms: toTermsInput(terms), applyTo }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/plans/:id/apply-latest-version',
      summary: 'Move what is already sold to the latest version',
      tag: 'plans',
      permission: 'plans.write',
      params: idParams,
      answer: movedAnswer,
      handle: async ({ actor, params }) =>
        toMovedAnswer(await applyPlanVersion(deps, actor, { planId: params.id })),
    }),
  ];
}

function offerRoute(): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/plans/fair-use-offer',
    summary:
      'Fair use to begin with for a plan of these rates: three steps of the day and three of the month',
    tag: 'plans',
    permission: 'plans.read',
    query: z.strictObject({ downloadBps: offeredRate, uploadBps: offeredRate }),
    answer: z.object({ fairUse: policyFields.fairUse }),
    handle: async ({ query }) => ({
      fairUse: toFairUseAnswer(
        defaultFairUse({ downloadBps: BigInt(query.downloadBps), uploadBps: BigInt(query.uploadBps) }),
      ),
    }),
  });
}

function toMovedAnswer({ version, moved }: Awaited<ReturnType<typeof addPlanVersion>>) {
  return { version: toVersionAnswer(version), movedSubscriptions: moved };
}
