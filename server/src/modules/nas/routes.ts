import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  instantField,
  integerField,
  noData,
  pageOf,
  queryBoolean,
  toJsonInteger,
  type Route,
} from '../../platform/http/index.ts';
import { changeNas } from './change-nas.ts';
import { createNas } from './create-nas.ts';
import { nasErrors } from './errors.ts';
import type { NasDeps } from './nas-deps.ts';
import { apiBody, apiAnswer, apiChangeBody } from './router-access-fields.ts';
import { leastSecretLength, mostSecretLength } from './nas-secret.ts';
import { findNas, findObservation, listNas, type ObservedNas } from './nas-store.ts';
import {
  canRequireMessageAuthenticator,
  enforcementRungs,
  messageAuthenticatorModes,
  nasTransports,
  nasVendors,
  weaknessesOf,
} from './nas.ts';
import { ownPortRoutes } from './own-port-routes.ts';
import { radsecRoutes } from './radsec-routes.ts';
import { removeNas } from './remove-nas.ts';
import { revealNasSecret } from './reveal-nas-secret.ts';
import { rotateNasSecret } from './rotate-nas-secret.ts';
import { scriptRoutes } from './script-routes.ts';
import { unknownSourceRoutes } from './unknown-source-routes.ts';

const secretField = z
  .string()
  .min(leastSecretLength)
  .max(mostSecretLength)
  // Spaces and characters beyond ASCII reach routers as other bytes than a person sees.
  .regex(/^[\x21-\x7e]*$/, 'has characters other than printable ASCII without spaces');

const editable = {
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(500).nullable(),
  prefix: z.string().trim().min(2).max(49),
  vendor: z.enum(nasVendors),
  messageAuthenticator: z.enum(messageAuthenticatorModes),
  coaPort: z.int().min(1).max(65_535),
  interimIntervalS: z.int().min(60).max(86_400).nullable(),
  swapsOctets: z.boolean(),
  wrapsWithoutGigawords: z.boolean(),
  enforcementOrder: z
    .array(z.enum(enforcementRungs))
    .min(1)
    .refine((rungs) => new Set(rungs).size === rungs.length, 'names one twice'),
  syncsUsage: z.boolean(),
  /** Over RadSec the certificate says who asks, and the prefix only where the router itself is reached. */
  transport: z.enum(nasTransports),
  certificateFingerprint: z
    .string()
    .max(100)
    .regex(/^[0-9a-fA-F:\s]*$/, 'has characters other than hexadecimal digits and colons')
    .nullable(),
  usesOwnPort: z.boolean(),
  isEnabled: z.boolean(),
};

const createBody = z.strictObject({
  ...editable,
  description: editable.description.default(null),
  secret: secretField.optional(),
  messageAuthenticator: editable.messageAuthenticator.default('observe'),
  coaPort: editable.coaPort.optional(),
  interimIntervalS: editable.interimIntervalS.default(null),
  swapsOctets: editable.swapsOctets.default(false),
  wrapsWithoutGigawords: editable.wrapsWithoutGigawords.default(false),
  enforcementOrder: editable.enforcementOrder.default([...enforcementRungs]),
  api: apiBody.nullable().default(null),
  syncsUsage: editable.syncsUsage.default(true),
  transport: editable.transport.default('udp'),
  certificateFingerprint: editable.certificateFingerprint.default(null),
  usesOwnPort: editable.usesOwnPort.default(false),
  isEnabled: editable.isEnabled.default(true),
});

const changeBody = z.strictObject({ ...editable, api: apiChangeBody.nullable() }).partial();

const warningAnswer = z.object({ code: z.string(), message: z.string() });

const nasAnswer = z.object({
  id: idField,
  ...editable,
  api: apiAnswer.nullable(),
  certificateExpiresAt: instantField.nullable(),
  revision: integerField,
  canRequireMessageAuthenticator: z.boolean(),
  warnings: z.array(warningAnswer),
  observation: z
    .object({
      firstPacketAt: instantField,
      lastPacketAt: instantField,
      lastAddress: z.string().nullable(),
      identifier: z.string().nullable(),
      requests: integerField,
      messageAuthenticatorRun: integerField,
      discards: z.record(z.string(), z.number()),
    })
    .nullable(),
});

const secretAnswer = z.object({ secret: z.string() });
const nasWithSecretAnswer = nasAnswer.extend({ secret: z.string() });

/** The routes of this module. */
export function routes(deps: NasDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/nas',
      summary: 'List the NAS in the order of their names',
      tag: 'nas',
      permission: 'nas.read',
      query: z.strictObject({ vendor: editable.vendor.optional(), isEnabled: queryBoolean.optional() }),
      item: nasAnswer,
      cursor: z.string(),
      handle: ({ tenantId, query, page }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const { limit, after } = page;
          const rows = await listNas(tx, { tenantId, filter: query, limit, after });
          const { items, next } = pageOf(rows, limit, (last) => last.sortKey);
          return { items: items.map(toAnswer), next };
        }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/nas',
      summary: 'Add a NAS; the answer is the only one that carries its secret',
      tag: 'nas',
      permission: 'nas.write',
      body: createBody,
      answer: nasWithSecretAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        const { nas, secret, secretWarnings } = await createNas(deps, actor, {
          ...body,
          secret: body.secret,
          coaPort: body.coaPort,
        });
        const answer = toAnswer({ nas, observation: undefined });
        return { ...answer, warnings: [...answer.warnings, ...secretWarnings], secret };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/nas/:id',
      summary: 'One NAS with what was observed of it',
      tag: 'nas',
      permission: 'nas.read',
      params: idParams,
      answer: nasAnswer,
      handle: ({ tenantId, params }) => readAnswer(deps, tenantId, params.id),
    }),
    ...changingRoutes(deps),
    ...secretRoutes(deps),
    ...scriptRoutes(deps),
    ...radsecRoutes(deps),
    ...ownPortRoutes(deps),
    ...unknownSourceRoutes(deps),
  ];
}

function changingRoutes(deps: NasDeps): Route[] {
  return [
    defineRoute({
      method: 'PATCH',
      path: '/api/nas/:id',
      summary: 'Change a NAS',
      tag: 'nas',
      permission: 'nas.write',
      params: idParams,
      body: changeBody,
      needsRevision: true,
      answer: nasAnswer,
      handle: async ({ actor, params, body, revision }) => {
        await changeNas(deps, actor, { id: params.id, revision, change: body });
        return readAnswer(deps, actor.tenantId, params.id);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/nas/:id',
      summary: 'Delete a NAS to which no session and no subscriber refers',
      tag: 'nas',
      permission: 'nas.write',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        await removeNas(deps, actor, params);
        return null;
      },
    }),
  ];
}

function secretRoutes(deps: NasDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/nas/:id/secret',
      summary: 'Read the RADIUS secret; audited',
      tag: 'nas',
      permission: 'nas.reveal_secret',
      params: idParams,
      answer: secretAnswer,
      handle: async ({ actor, params }) => ({ secret: await revealNasSecret(deps, actor, params) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/nas/:id/secret',
      summary: 'Give the NAS another secret, generated unless given; the old one ends at once',
      tag: 'nas',
      permission: 'nas.write',
      params: idParams,
      body: z.strictObject({ secret: secretField.optional() }),
      answer: z.object({ secret: z.string(), warnings: z.array(warningAnswer) }),
      handle: async ({ actor, params, body }) => {
        const { secret, secretWarnings } = await rotateNasSecret(deps, actor, {
          id: params.id,
          secret: body.secret,
        });
        return { secret, warnings: secretWarnings };
      },
    }),
  ];
}

type NasAnswer = z.input<typeof nasAnswer>;

function readAnswer(deps: NasDeps, tenantId: string, id: string): Promise<NasAnswer> {
  return deps.database.inTenant(tenantId, async (tx) => {
    const nas = await findNas(tx, { tenantId, id });
    if (!nas) throw nasErrors.notFound();
    return toAnswer({ nas, observation: await findObservation(tx, { tenantId, id }) });
  });
}

function toAnswer({ nas, observation }: ObservedNas): NasAnswer {
  return {
    ...nas,
    certificateExpiresAt: nas.certificateExpiresAt?.toISOString() ?? null,
    canRequireMessageAuthenticator: canRequireMessageAuthenticator(observation),
    warnings: weaknessesOf(nas),
    observation: observation
      ? {
          ...observation,
          firstPacketAt: observation.firstPacketAt.toISOString(),
          lastPacketAt: observation.lastPacketAt.toISOString(),
          requests: toJsonInteger(observation.requests),
          messageAuthenticatorRun: toJsonInteger(observation.messageAuthenticatorRun),
        }
      : null,
  };
}
