import { z } from 'zod';
import { defineRoute, idField, idParams, instantField, type Route } from '../../../platform/http/index.ts';
import { enforcementErrors } from '../errors.ts';
import { nasCheckNames, nasCheckStatuses } from './nas-checks.ts';
import { findNasTest, type NasTest } from './nas-test-store.ts';
import type { EnforcementDeps } from '../order/request-disconnect.ts';
import { requestNasTest } from './request-nas-test.ts';

const checkAnswer = z.object({
  name: z.enum(nasCheckNames),
  status: z.enum(nasCheckStatuses),
  finding: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()]).nullable()),
});

const testAnswer = z.object({
  id: idField,
  nasId: idField,
  requestedAt: instantField,
  requestedByName: z.string(),
  /** Null: ask again in a moment. */
  finishedAt: instantField.nullable(),
  checks: z.array(checkAnswer),
});

export function nasTestRoutes(deps: EnforcementDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/nas/:id/test',
      summary: 'Look whether a NAS and this server understand each other, and what is wrong if not',
      tag: 'nas',
      permission: 'nas.test',
      params: idParams,
      answer: testAnswer,
      status: 202,
      handle: async ({ actor, params }) => toAnswer(await requestNasTest(deps, actor, { nasId: params.id })),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/nas-tests/:id',
      summary: 'What a test of a NAS has found',
      tag: 'nas',
      permission: 'nas.read',
      params: idParams,
      answer: testAnswer,
      handle: async ({ tenantId, params }) => {
        const found = await deps.database.inTenant(tenantId, (tx) =>
          findNasTest(tx, { tenantId, id: params.id }),
        );
        if (!found) throw enforcementErrors.nasTestNotFound();
        return toAnswer(found);
      },
    }),
  ];
}

function toAnswer(test: NasTest): z.input<typeof testAnswer> {
  return {
    ...test,
    requestedAt: test.requestedAt.toISOString(),
    finishedAt: test.finishedAt?.toISOString() ?? null,
  };
}
