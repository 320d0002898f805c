import type { CertificateAuthority } from './certificate-authority.ts';
import { readCertificate } from './read-certificate.ts';
import { signCertificate } from './sign-certificate.ts';

export type CertificateUsage = 'client' | 'server';

export interface CertificateRequest {
  readonly commonName: string;
  readonly usages: readonly CertificateUsage[];
  /** How long it holds from now. */
  readonly days: number;
  /** DNS names and IP addresses at which a server is reached. */
  readonly names?: readonly string[];
}

/** A certificate and the key that only its holder is to have. */
export interface IssuedCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8, without a passphrase. */
  readonly key: string;
  /** SHA-256 of the certificate, in lower-case hex. */
  readonly fingerprint: string;
  readonly expiresAt: Date;
}

/** How far behind the clock of a router may be that has just been set up. */
const clockBehindMs = 86_400_000;

/** Makes a key (ECDSA P-256) and signs a certificate for it. Nothing of it is kept here. */
export async function issueCertificate(
  authority: CertificateAuthority,
  request: CertificateRequest,
): Promise<IssuedCertificate> {
  const nowMs = authority.clock.now();
  const { certificate, key } = await signCertificate({
    subject: request.commonName,
    usages: request.usages,
    names: request.names ?? [],
    notBefore: new Date(nowMs - clockBehindMs),
    // No longer than whoever signs it: a chain holds no longer than its shortest link.
    notAfter: new Date(Math.min(nowMs + request.days * 86_400_000, authority.expiresAt.getTime())),
    issuer: authority,
  });
  const { fingerprint, expiresAt } = readCertificate(certificate)!;
  return { certificate, key, fingerprint, expiresAt };
}
