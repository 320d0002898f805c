import { z } from 'zod';
import { defineRoute, idField, idParams, instantField, type Route } from '../../../platform/http/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';
import { hasNas, nasErrors } from '../../nas/index.ts';
import { doctorCheckCodes, doctorStates, holdsSecret, worstOf } from './doctor-check.ts';
import { findDoctorRun, listDoctorSummaries, type DoctorRun } from './doctor-store.ts';
import { requestNasDoctor, type RequestDoctorDeps } from './request-nas-doctor.ts';
import { revealDoctorLines } from './reveal-doctor-lines.ts';

export type DoctorRoutesDeps = RequestDoctorDeps & { readonly sealer: Sealer };

const checkAnswer = z.object({
  code: z.enum(doctorCheckCodes),
  state: z.enum(doctorStates),
  finding: z.string(),
  /** In English. */
  sentence: z.string(),
  /** For a terminal of RouterOS; null: nothing to paste. */
  lineToPaste: z.string().nullable(),
  /** A mark stands in the line where its secret belongs; the lines with it are told to who may read it. */
  holdsSecret: z.boolean(),
  evidence: z.record(z.string(), z.union([z.string(), z.number()]).nullable()),
});

const runAnswer = z.object({
  nasId: idField,
  requestedAt: instantField,
  requestedByName: z.string(),
  /** Null: ask again in a moment; `checks` holds what has come so far. */
  finishedAt: instantField.nullable(),
  /** The worst of all checks. */
  state: z.enum(doctorStates).nullable(),
  checks: z.array(checkAnswer),
});

const summaryAnswer = z.object({
  nasId: idField,
  checkedAt: instantField,
  state: z.enum(doctorStates).nullable(),
  failing: z.array(checkAnswer.pick({ code: true, state: true, finding: true, sentence: true })),
});

/** What is wrong with a NAS, and the line that mends it. */
export function doctorRoutes(deps: DoctorRoutesDeps): Route[] {
  return [...runRoutes(deps), ...summaryRoutes(deps)];
}

function runRoutes(deps: DoctorRoutesDeps): Route[] {
  const { database } = deps;
  return [
    defineRoute({
      method: 'POST',
      path: '/api/nas/:id/doctor',
      summary: 'Look at everything about a NAS; ask for the result until it is finished',
      tag: 'diagnosis',
      permission: 'nas.test',
      params: idParams,
      answer: runAnswer,
      status: 202,
      handle: async ({ actor, params, caller }) =>
        toAnswer(await requestNasDoctor(deps, actor, { nasId: params.id, host: caller.host })),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/nas/:id/doctor',
      summary: 'What the last look at a NAS has found; null: there was none',
      tag: 'diagnosis',
      permission: 'nas.read',
      params: idParams,
      answer: runAnswer.nullable(),
      handle: ({ tenantId, params }) =>
        database.inTenant(tenantId, async (tx) => {
          const run = await findDoctorRun(tx, { tenantId, nasId: params.id });
          if (run) return toAnswer(run);
          if (!(await hasNas(tx, { tenantId, id: params.id }))) throw nasErrors.notFound();
          return null;
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/nas/:id/doctor/lines',
      summary: 'The lines of the last look that need a secret, with it in them; audited',
      tag: 'diagnosis',
      permission: 'nas.reveal_secret',
      params: idParams,
      answer: z.array(z.object({ code: z.enum(doctorCheckCodes), line: z.string() })),
      handle: ({ actor, params }) => revealDoctorLines(deps, actor, { nasId: params.id }),
    }),
  ];
}

function summaryRoutes({ database }: DoctorRoutesDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/nas-doctor',
      summary: 'How the last look at each NAS came out',
      tag: 'diagnosis',
      permission: 'nas.read',
      answer: z.array(summaryAnswer),
      handle: ({ tenantId }) =>
        database.inTenant(tenantId, async (tx) => {
          const summaries = await listDoctorSummaries(tx, tenantId);
          return summaries.map(({ checkedAt, failing, ...one }) => ({
            ...one,
            checkedAt: checkedAt.toISOString(),
            failing: failing.map(({ code, state, finding, sentence }) => ({
              code,
              state,
              finding,
              sentence,
            })),
          }));
        }),
    }),
  ];
}

function toAnswer(run: DoctorRun): z.input<typeof runAnswer> {
  const { nasId, requestedAt, requestedByName, finishedAt, checks } = run;
  return {
    nasId,
    requestedAt: requestedAt.toISOString(),
    requestedByName,
    finishedAt: finishedAt?.toISOString() ?? null,
    state: worstOf(checks) ?? null,
    checks: checks.map((check) => ({
      ...check,
      holdsSecret: holdsSecret(check.lineToPaste),
      evidence: { ...check.evidence },
    })),
  };
}
