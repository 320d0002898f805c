import { createPublicKey, generateKeyPair, webcrypto, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { promisify } from 'node:util';
import type * as X509 from '@peculiar/x509';
import type { CertificateUsage } from './issue-certificate.ts';
import { standInForReflection } from './stand-in-for-reflection.ts';

/** A certificate as it is to be signed. */
export interface CertificateContent {
  readonly subject: string;
  readonly usages: readonly (CertificateUsage | 'authority')[];
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Undefined: it signs itself. */
  readonly issuer: { readonly certificate: string; readonly key: KeyObject } | undefined;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** The library of certificates, read when one is signed: no role needs it to start again. */
async function loadX509(): Promise<typeof X509> {
  standInForReflection();
  return import('@peculiar/x509');
}

/** Makes a key and a certificate for it; both in PEM. */
export async function signCertificate(
  content: CertificateContent,
): Promise<{ certificate: string; key: string }> {
  const x509 = await loadX509();
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const own = await toCryptoKeys(privateKey);
  const { issuer } = content;
  const issuerCertificate = issuer && new x509.X509Certificate(issuer.certificate);
  const subject = [{ CN: [{ utf8String: content.subject }] }];
  const certificate = await x509.X509CertificateGenerator.create({
    subject: new x509.Name(subject),
    issuer: issuerCertificate ? issuerCertificate.subjectName : new x509.Name(subject),
    notBefore: content.notBefore,
    notAfter: content.notAfter,
    signingAlgorithm: algorithm,
    publicKey: own.publicKey,
    signingKey: issuer ? (await toCryptoKeys(issuer.key)).privateKey : own.privateKey,
    extensions: [
      ...usageExtensions(x509, content),
      await x509.SubjectKeyIdentifierExtension.create(own.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuerCertificate?.publicKey ?? own.publicKey),
    ],
  });
  return {
    certificate: `${certificate.toString('pem')}\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

function usageExtensions(x509: typeof X509, { usages, names }: CertificateContent): X509.Extension[] {
  const { KeyUsageFlags, ExtendedKeyUsage } = x509;
  if (usages.includes('authority')) {
    const usage = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign;
    return [new x509.BasicConstraintsExtension(true, 0, true), new x509.KeyUsagesExtension(usage, true)];
  }
  const extended = usages.map((usage) =>
    usage === 'server' ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth,
  );
  const alternatives = names.map((name) => ({ type: isIP(name) ? 'ip' : 'dns', value: name }) as const);
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension(extended),
    ...(alternatives.length > 0 ? [new x509.SubjectAlternativeNameExtension([...alternatives])] : []),
  ];
}

async function toCryptoKeys(
  key: KeyObject,
): Promise<{ privateKey: webcrypto.CryptoKey; publicKey: webcrypto.CryptoKey }> {
  const { subtle } = webcrypto;
  const secret = key.export({ type: 'pkcs8', format: 'der' });
  const open = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    privateKey: await subtle.importKey('pkcs8', secret, algorithm, false, ['sign']),
    publicKey: await subtle.importKey('spki', open, algorithm, true, ['verify']),
  };
}
