import {
  issueCertificate,
  type CertificateAuthority,
  type IssuedCertificate,
} from '../../platform/certificates/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { nasErrors } from './errors.ts';
import type { NasDeps } from './nas-deps.ts';
import { findNas, updateNas } from './nas-store.ts';

/** A client certificate by which the NAS is known from now on; the one before is nobody's any more. */
export async function issueNasCertificate(
  deps: Pick<NasDeps, 'database'>,
  actor: Actor,
  { id, days, authority }: { id: string; days: number; authority: CertificateAuthority },
): Promise<IssuedCertificate> {
  const { tenantId } = actor;
  const nas = await deps.database.inTenant(tenantId, (tx) => findNas(tx, { tenantId, id }));
  if (!nas) throw nasErrors.notFound();
  // Outside of the transaction: no row is locked while keys are made.
  const issued = await issueCertificate(authority, { commonName: nas.name, usages: ['client'], days });
  const { fingerprint, expiresAt } = issued;
  const change = { certificateFingerprint: fingerprint, certificateExpiresAt: expiresAt };
  await setCertificate(deps, actor, { id, change, action: 'nas.certificate_issued' });
  return issued;
}

/** Whoever holds the certificate is a stranger from now on. */
export function removeNasCertificate(
  deps: Pick<NasDeps, 'database'>,
  actor: Actor,
  { id }: { id: string },
): Promise<void> {
  const change = { certificateFingerprint: null, certificateExpiresAt: null };
  return setCertificate(deps, actor, { id, change, action: 'nas.certificate_removed' });
}

function setCertificate(
  deps: Pick<NasDeps, 'database'>,
  actor: Actor,
  input: {
    id: string;
    change: { certificateFingerprint: string | null; certificateExpiresAt: Date | null };
    action: string;
  },
): Promise<void> {
  const { tenantId } = actor;
  const { id, change, action } = input;
  return deps.database.inTenant(tenantId, async (tx) => {
    const before = await findNas(tx, { tenantId, id, forUpdate: true });
    if (!before) throw nasErrors.notFound();
    const after = await updateNas(tx, { tenantId, id, change });
    await recordAudit(tx, actor, {
      action,
      subjectKind: 'nas',
      subjectId: id,
      subjectName: after.name,
      before: { certificateFingerprint: before.certificateFingerprint },
      after: { certificateFingerprint: after.certificateFingerprint },
    });
  });
}
