import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '@trunkline/kit';
import { createPrivateFile, readPrivateFile } from './private-file.ts';
import { fingerprintOf } from './read-certificate.ts';
import { signCertificate } from './sign-certificate.ts';
import { UnusableCertificate } from './unusable-certificate.ts';

export interface AuthorityOptions {
  /** The folder of the installation's keys: closed to others, and the same on all nodes. */
  readonly keysDirectory: string;
  readonly clock: Clock;
}

/** Who signs this installation's certificates. Its key stays inside. */
export interface CertificateAuthority {
  /** PEM, for routers and gateways: what they check our certificates by. */
  readonly certificate: string;
  /** SHA-256 of the certificate, in lower-case hex. */
  readonly fingerprint: string;
  readonly expiresAt: Date;
  readonly key: KeyObject;
  readonly clock: Clock;
}

const fileName = 'authority.pem';
/** As long as a router is in use: a new authority has to be brought to each of them by hand. */
const authorityDays = 20 * 365;

/**
 * The authority of this installation, made when it is asked for first. Two processes that ask at once get the same.
 * Throws UnusableCertificate for a file that is damaged or that others may read.
 */
export async function openCertificateAuthority(options: AuthorityOptions): Promise<CertificateAuthority> {
  const path = join(options.keysDirectory, fileName);
  const kept = readPrivateFile(path);
  if (kept !== undefined) return readAuthority(kept, path, options.clock);
  createPrivateFile(path, await makeAuthority('Trunkline', options.clock));
  return readAuthority(readPrivateFile(path)!, path, options.clock);
}

/**
 * An authority for one purpose, whose certificates count nowhere else: PEM of its key and its certificate, which whoever
 * asks has to keep sealed.
 */
export async function makeAuthority(subject: string, clock: Clock): Promise<string> {
  const { certificate, key } = await signCertificate({
    subject,
    usages: ['authority'],
    names: [],
    notBefore: new Date(clock.now() - 86_400_000),
    notAfter: new Date(clock.now() + authorityDays * 86_400_000),
    issuer: undefined,
  });
  return key + certificate;
}

/** What `makeAuthority` has made; throws for anything else. */
export function parseAuthority(pem: string, clock: Clock): CertificateAuthority {
  const read = new X509Certificate(pem);
  const key = createPrivateKey(pem);
  if (!read.checkPrivateKey(key)) throw new Error('the key is not that of the certificate');
  return {
    certificate: read.toString(),
    fingerprint: fingerprintOf(read),
    expiresAt: new Date(read.validTo),
    key,
    clock,
  };
}

function readAuthority(text: string, path: string, clock: Clock): CertificateAuthority {
  try {
    return parseAuthority(text, clock);
  } catch (cause) {
    throw new UnusableCertificate(
      `${path} holds no certificate with its key: it is damaged. Put your copy back. Without one move it away; ` +
        'the next start makes a new authority, and every router needs a new certificate.',
      { cause },
    );
  }
}
