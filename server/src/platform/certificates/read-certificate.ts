import { X509Certificate } from 'node:crypto';

/** What matters of a certificate. */
export interface CertificateFacts {
  /** SHA-256 of the certificate, in lower-case hex. */
  readonly fingerprint: string;
  readonly expiresAt: Date;
}

/** Reads a certificate in PEM; undefined for a text that is none. */
export function readCertificate(pem: string): CertificateFacts | undefined {
  let read: X509Certificate;
  try {
    read = new X509Certificate(pem);
  } catch {
    // OpenSSL tells of nothing but bytes here, which says nobody more than "no certificate".
    return undefined;
  }
  return { fingerprint: fingerprintOf(read), expiresAt: new Date(read.validTo) };
}

/** A SHA-256 fingerprint as people and tools write it, with or without colons; undefined for anything else. */
export function readFingerprint(text: string): string | undefined {
  const plain = text.replaceAll(/[\s:]/g, '').toLowerCase();
  return /^[0-9a-f]{64}$/.test(plain) ? plain : undefined;
}

export function fingerprintOf(certificate: X509Certificate): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}
