import { z } from 'zod';
import { UnusableCertificate, type CertificateAuthority } from '../../platform/certificates/index.ts';
import { defineRoute, idParams, instantField, noData, type Route } from '../../platform/http/index.ts';
import { nasErrors } from './errors.ts';
import { issueNasCertificate, removeNasCertificate } from './issue-nas-certificate.ts';
import type { NasDeps } from './nas-deps.ts';
import { readRadiusPorts } from './radius-port-store.ts';

/** Ten years: a router whose certificate ends stops at once, and nobody remembers why. */
const usualDays = 3_650;

const issueBody = z.strictObject({ days: z.int().min(1).max(7_300).default(usualDays) });

const issuedAnswer = z.object({
  /** In PEM, like key and authority; the key is told here and kept nowhere. */
  certificate: z.string(),
  key: z.string(),
  /** What it checks this server by; null: the operator's own certificate, whose authority it trusts already. */
  authority: z.string().nullable(),
  fingerprint: z.string(),
  expiresAt: instantField,
});

const radsecAnswer = z.object({
  /** PEM: what routers check this server by; null: it shows a certificate of the operator's own. */
  authority: z.string().nullable(),
  fingerprint: z.string().nullable(),
  /** Null: RadSec is switched off. */
  serverName: z.string().nullable(),
  port: z.int().nullable(),
  isListening: z.boolean(),
});

export function radsecRoutes(deps: NasDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/radsec',
      summary: 'Where RADIUS over TLS is taken, and the authority that routers check this server by',
      tag: 'nas',
      permission: 'nas.read',
      answer: radsecAnswer,
      handle: async ({ tenantId }) => {
        const { certificate, fingerprint } = deps.showsOwnCertificate ? ofOthers : await openAuthority(deps);
        const ports = await deps.database.inTenant(tenantId, readRadiusPorts);
        const port = ports?.radsecPort ?? null;
        const serverName = deps.radsecName ?? null;
        return { authority: certificate, fingerprint, serverName, port, isListening: port !== null };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/nas/:id/certificate',
      summary: 'Make a client certificate for the NAS; its key is told once, and the one before ends at once',
      tag: 'nas',
      permission: 'nas.write',
      params: idParams,
      body: issueBody,
      answer: issuedAnswer,
      handle: async ({ actor, params, body }) => {
        const authority = await openAuthority(deps);
        const input = { id: params.id, days: body.days, authority };
        const { certificate, key, fingerprint, expiresAt } = await issueNasCertificate(deps, actor, input);
        return {
          certificate,
          key,
          authority: deps.showsOwnCertificate ? null : authority.certificate,
          fingerprint,
          expiresAt: expiresAt.toISOString(),
        };
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/nas/:id/certificate',
      summary: 'Forget the certificate of the NAS: its connections end within two seconds',
      tag: 'nas',
      permission: 'nas.write',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        await removeNasCertificate(deps, actor, params);
        return null;
      },
    }),
  ];
}

/** Who signed the operator's own certificate is nobody's that is known here. */
const ofOthers = { certificate: null, fingerprint: null };

async function openAuthority(deps: Pick<NasDeps, 'openAuthority'>): Promise<CertificateAuthority> {
  try {
    return await deps.openAuthority();
  } catch (error) {
    if (!(error instanceof UnusableCertificate)) throw error;
    throw nasErrors.noAuthority({ cause: error });
  }
}
