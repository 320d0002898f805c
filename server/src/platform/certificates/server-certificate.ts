import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateAuthority } from './certificate-authority.ts';
import { issueCertificate } from './issue-certificate.ts';
import { createPrivateFile, readPrivateFile, replacePrivateFile } from './private-file.ts';
import { UnusableCertificate } from './unusable-certificate.ts';

/** What a TLS server shows, in PEM. */
export interface ServerCertificate {
  readonly certificate: string;
  readonly key: string;
  readonly expiresAt: Date;
}

/** Two years and a bit: what is renewed by itself need not hold for ever. */
const serverDays = 800;
/** Renewed at a start within so many days of its end. */
const renewDays = 60;

/**
 * The server's certificate for these names: the operator's own files, where both are given, else one that our
 * authority signed, kept in the folder of the keys and renewed at a start before it ends or when the names change.
 */
export async function openServerCertificate(
  authority: CertificateAuthority,
  options: {
    readonly keysDirectory: string;
    readonly names: readonly string[];
    readonly ownFiles: { readonly certificate: string; readonly key: string } | undefined;
  },
): Promise<ServerCertificate> {
  const { keysDirectory, names, ownFiles } = options;
  if (ownFiles) return readOwnFiles(ownFiles);
  const path = join(keysDirectory, 'radsec-server.pem');
  const kept = readPrivateFile(path);
  const known = kept === undefined ? undefined : readPair(kept, kept);
  if (known && isUsable(known.read, authority, names)) return known.pair;
  const [commonName] = names;
  const issued = await issueCertificate(authority, {
    commonName: commonName!,
    usages: ['server'],
    days: serverDays,
    names,
  });
  const text = issued.key + issued.certificate;
  if (kept === undefined) createPrivateFile(path, text);
  else replacePrivateFile(path, text);
  return issued;
}

function isUsable(read: X509Certificate, authority: CertificateAuthority, names: readonly string[]): boolean {
  const leftMs = new Date(read.validTo).getTime() - authority.clock.now();
  const isOurs = read.checkIssued(new X509Certificate(authority.certificate));
  const isNamed = names.every(
    (name) => read.checkHost(name) !== undefined || read.checkIP(name) !== undefined,
  );
  return isOurs && isNamed && leftMs > renewDays * 86_400_000;
}

function readOwnFiles({ certificate, key }: { certificate: string; key: string }): ServerCertificate {
  let texts: [string, string];
  try {
    texts = [readFileSync(certificate, 'utf8'), readFileSync(key, 'utf8')];
  } catch (cause) {
    throw new UnusableCertificate(
      `TRUNKLINE_RADSEC_CERTIFICATE and TRUNKLINE_RADSEC_KEY name files that cannot be read: ${(cause as Error).message}`,
      { cause },
    );
  }
  const read = readPair(...texts);
  if (read) return { ...read.pair, certificate: texts[0] };
  throw new UnusableCertificate(
    `${certificate} and ${key} are no certificate (PEM) and the key that belongs to it. Give both as your authority made ` +
      'them, the key without a passphrase, or unset TRUNKLINE_RADSEC_CERTIFICATE to use one that Trunkline makes.',
  );
}

function readPair(
  certificate: string,
  key: string,
): { pair: ServerCertificate; read: X509Certificate } | undefined {
  try {
    const read = new X509Certificate(certificate);
    const privateKey = createPrivateKey(key);
    if (!read.checkPrivateKey(privateKey)) return undefined;
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    return {
      read,
      pair: { certificate: read.toString(), key: pem, expiresAt: new Date(read.validTo) },
    };
  } catch {
    // Damaged: one of our own is made anew, and of the operator's the caller tells both names.
    return undefined;
  }
}
