import { z } from 'zod';
import { defineRoute, idField, idParams, instantField, type Route } from '../../../platform/http/index.ts';
import { enforcementRungs, findNas, nasErrors } from '../../nas/index.ts';
import { findSession } from '../../sessions/index.ts';
import { findSubscriber, subscriberErrors } from '../../subscribers/index.ts';
import type { AppliedTerms } from './enforced-terms.ts';
import { enforcementErrors } from '../errors.ts';
import { stepOutcomes } from '../turn/outcome-store.ts';
import type { EnforcementDeps } from '../order/request-disconnect.ts';
import {
  readNasEnforcement,
  readSteps,
  readTerms,
  type ShownStep,
  type ShownTerms,
} from './terms-read-store.ts';
import { termsStates } from './terms-state.ts';

const burst = z.object({
  downloadBps: z.int(),
  uploadBps: z.int(),
  thresholdDownloadBps: z.int(),
  thresholdUploadBps: z.int(),
  timeS: z.int(),
});

const enforced = z.object({
  downloadBps: z.int(),
  uploadBps: z.int(),
  /** `unknown`: the login did not say, and nothing else was told to the router since. */
  burst: z.union([burst, z.literal('unknown')]).nullable(),
  access: z.enum(['full', 'walled_garden']),
  addressList: z.string().nullable(),
  pool: z.string().nullable(),
  endsAtMs: z.number().nullable(),
  volumeEndBytes: z.number().nullable(),
  zones: z.array(z.object({ zoneId: idField, downloadBps: z.int(), uploadBps: z.int() })),
});

const rung = z.enum(enforcementRungs);

const step = z.object({
  id: idField,
  at: instantField,
  rung,
  outcome: z.enum(stepOutcomes),
  errorCause: z.int().nullable(),
  detail: z.string().nullable(),
  roundTripMs: z.int().nullable(),
  confirmedAt: instantField.nullable(),
  confirmedBy: z.enum(['read_back', 'interim', 'stop']).nullable(),
  /** Null: that the session end. */
  wanted: enforced.nullable(),
});

const terms = z.object({
  sessionId: idField,
  nasId: idField,
  nasName: z.string(),
  username: z.string(),
  framedIp: z.string().nullable(),
  startedAt: instantField,
  state: z.enum(termsStates).exclude(['ended']),
  rung: rung.nullable(),
  /** Null: no service; the session is to end. */
  desired: enforced.nullable(),
  desiredSince: instantField,
  /** Null: not known. */
  applied: enforced.nullable(),
  appliedBy: z.enum(['login', 'coa', 'api']).nullable(),
  appliedAt: instantField.nullable(),
  /** When it is tried again, while it is not so. */
  nextAttemptAt: instantField.nullable(),
});

const termsWithSteps = terms.extend({ steps: z.array(step) });

const percent = z.number().min(0).max(100).nullable();

const nasEnforcement = z.object({
  pending: z.int(),
  claimed: z.int(),
  failed: z.int(),
  inStep: z.int(),
  confirmedByRung: z.object({ coa: z.int(), api: z.int(), disconnect: z.int() }),
  /** From the packet that crossed a threshold to confirmed terms, of the last day; null: none were. */
  throttle: z.object({
    count: z.int(),
    p50S: z.number().nullable(),
    p99S: z.number().nullable(),
    within5sPercent: percent,
    within35sPercent: percent,
  }),
  recentSteps: z.array(step.extend({ sessionId: idField, username: z.string() })),
});

export function termsRoutes({ database, clock }: EnforcementDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sessions/:id/terms',
      summary: 'What a session is to get, what its router gives, and what was done to bring it there',
      tag: 'enforcement',
      permission: 'enforcement.read',
      params: idParams,
      answer: z.object({ terms: terms.nullable(), steps: z.array(step) }),
      handle: ({ tenantId, params: { id } }) =>
        database.inTenant(tenantId, async (tx) => {
          if (!(await findSession(tx, { tenantId, id }))) throw enforcementErrors.sessionNotFound();
          const [found] = await readTerms(tx, { tenantId, sessionId: id });
          const steps = await readSteps(tx, { tenantId, sessionIds: [id] });
          return { terms: found ? toTerms(found) : null, steps: (steps.get(id) ?? []).map(toStep) };
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/subscribers/:id/session-terms',
      summary: 'The same of all open sessions of a subscriber',
      tag: 'enforcement',
      permission: 'enforcement.read',
      params: idParams,
      answer: z.array(termsWithSteps),
      handle: ({ tenantId, params: { id } }) =>
        database.inTenant(tenantId, async (tx) => {
          if (!(await findSubscriber(tx, { tenantId, id }))) throw subscriberErrors.notFound();
          const found = await readTerms(tx, { tenantId, subscriberId: id });
          const steps = await readSteps(tx, {
            tenantId,
            sessionIds: found.map(({ sessionId }) => sessionId),
          });
          return found.map((one) => ({
            ...toTerms(one),
            steps: (steps.get(one.sessionId) ?? []).map(toStep),
          }));
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/nas/:id/enforcement',
      summary: 'How terms come to the sessions of a NAS, and how long it takes',
      tag: 'enforcement',
      permission: 'enforcement.read',
      params: idParams,
      answer: nasEnforcement,
      handle: ({ tenantId, params: { id } }) =>
        database.inTenant(tenantId, async (tx) => {
          if (!(await findNas(tx, { tenantId, id }))) throw nasErrors.notFound();
          return toFigures(await readNasEnforcement(tx, { tenantId, nasId: id, nowMs: clock.now() }));
        }),
    }),
  ];
}

function toTerms(shown: ShownTerms): z.input<typeof terms> {
  return {
    ...shown,
    startedAt: shown.startedAt.toISOString(),
    desired: toEnforced(shown.desired),
    desiredSince: shown.desiredSince.toISOString(),
    applied: toEnforced(shown.applied),
    appliedAt: shown.appliedAt?.toISOString() ?? null,
    nextAttemptAt: shown.nextAttemptAt?.toISOString() ?? null,
  };
}

function toStep(shown: ShownStep): z.input<typeof step> {
  const { sessionId: _sessionId, ...rest } = shown;
  return {
    ...rest,
    at: shown.at.toISOString(),
    confirmedAt: shown.confirmedAt?.toISOString() ?? null,
    wanted: toEnforced(shown.wanted),
  };
}

function toEnforced(found: AppliedTerms | null): z.input<typeof enforced> | null {
  return found && { ...found, zones: [...found.zones] };
}

function toFigures(found: Awaited<ReturnType<typeof readNasEnforcement>>): z.input<typeof nasEnforcement> {
  const { confirmed, throttle, recentSteps, ...states } = found;
  const countOf = (of: string): number => confirmed.find((one) => one.rung === of)?.count ?? 0;
  const share = (within: number): number | null =>
    throttle.count === 0 ? null : (within / throttle.count) * 100;
  const { count, p50S, p99S, within5s, within35s } = throttle;
  return {
    ...states,
    confirmedByRung: { coa: countOf('coa'), api: countOf('api'), disconnect: countOf('disconnect') },
    throttle: { count, p50S, p99S, within5sPercent: share(within5s), within35sPercent: share(within35s) },
    recentSteps: recentSteps.map((one) => ({
      ...toStep(one),
      sessionId: one.sessionId,
      username: one.username,
    })),
  };
}
