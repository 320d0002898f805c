import { z } from 'zod';
import { defineRoute, idField, idParams, instantField, type Route } from '../../../platform/http/index.ts';
import { sessionIdentifiers } from '../../aaa/index.ts';
import { coaTestFindings, coaTestOutcomes } from './coa-test.ts';
import { findCoaTest, type CoaTest } from './coa-test-store.ts';
import { enforcementErrors } from '../errors.ts';
import { requestCoaTest } from './request-coa-test.ts';
import type { EnforcementDeps } from '../order/request-disconnect.ts';

const identifiers = z.array(z.enum(sessionIdentifiers));

const coaTestAnswer = z.object({
  id: idField,
  nasId: idField,
  requestedAt: instantField,
  requestedByName: z.string(),
  storesPort: z.boolean(),
  /** Null: ask again in a moment. */
  finishedAt: instantField.nullable(),
  result: z
    .object({
      finding: z.enum(coaTestFindings),
      /** The session that was asked about. */
      sessionId: idField.nullable(),
      username: z.string().nullable(),
      port: z.int().nullable(),
      hasStoredPort: z.boolean(),
      identifiedBy: identifiers.nullable(),
      tries: z.array(
        z.object({
          port: z.int(),
          identifiedBy: identifiers,
          outcome: z.enum(coaTestOutcomes),
          errorCause: z.int().nullable(),
          roundTripMs: z.int().nullable(),
        }),
      ),
    })
    .nullable(),
});

export function coaTestRoutes(deps: EnforcementDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/nas/:id/coa-test',
      summary:
        'Find out on which port and by which identifiers a NAS takes CoA; nothing changes for its sessions',
      tag: 'nas',
      permission: 'nas.test',
      params: idParams,
      body: z.strictObject({
        /** Keeps the port that answers, where it is another than the one that is set; takes nas.write as well. */
        storesPort: z.boolean().default(false),
      }),
      answer: coaTestAnswer,
      status: 202,
      handle: async ({ actor, params, body }) =>
        toAnswer(await requestCoaTest(deps, actor, { nasId: params.id, storesPort: body.storesPort })),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/nas/:id/coa-test/:testId',
      summary: 'What a test of CoA has found',
      tag: 'nas',
      permission: 'nas.read',
      params: idParams.extend({ testId: idField }),
      answer: coaTestAnswer,
      handle: async ({ tenantId, params }) => {
        const found = await deps.database.inTenant(tenantId, (tx) =>
          findCoaTest(tx, { tenantId, nasId: params.id, id: params.testId }),
        );
        if (!found) throw enforcementErrors.nasTestNotFound();
        return toAnswer(found);
      },
    }),
  ];
}

function toAnswer({ requestedBy: _requestedBy, ...test }: CoaTest): z.input<typeof coaTestAnswer> {
  const { result } = test;
  return {
    ...test,
    requestedAt: test.requestedAt.toISOString(),
    finishedAt: test.finishedAt?.toISOString() ?? null,
    result: result && {
      ...result,
      identifiedBy: result.identifiedBy && [...result.identifiedBy],
      tries: result.tries.map((one) => ({ ...one, identifiedBy: [...one.identifiedBy] })),
    },
  };
}
