import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { ManualClock, systemClock } from '@trunkline/kit';
import {
  issueCertificate,
  openCertificateAuthority,
  openServerCertificate,
  readFingerprint,
  UnusableCertificate,
} from './index.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-certificates-'));
  folders.push(folder);
  return folder;
}

const clock = systemClock;

test('two processes that make the authority at once have the same, in a file that nobody else reads', async () => {
  const keysDirectory = makeFolder();
  const [one, other] = await Promise.all([
    openCertificateAuthority({ keysDirectory, clock }),
    openCertificateAuthority({ keysDirectory, clock }),
  ]);
  expect(one.fingerprint).toBe(other.fingerprint);
  expect(one.fingerprint).toBe((await openCertificateAuthority({ keysDirectory, clock })).fingerprint);
  expect(statSync(join(keysDirectory, 'authority.pem')).mode & 0o777).toBe(0o600);
});

test('a certificate names its holder whatever the name holds, and is signed by the authority', async () => {
  const authority = await openCertificateAuthority({ keysDirectory: makeFolder(), clock });
  const issued = await issueCertificate(authority, {
    commonName: 'router, "7" = ä\nO=somebody',
    usages: ['client'],
    days: 30,
  });
  const read = new X509Certificate(issued.certificate);
  const issuer = new X509Certificate(authority.certificate);
  expect(read.checkIssued(issuer) && read.verify(issuer.publicKey)).toBe(true);
  expect(read.toLegacyObject().subject.CN).toBe('router, "7" = ä\nO=somebody');
  expect(read.toLegacyObject().subject.O).toBeUndefined();
  expect(readFingerprint(read.fingerprint256)).toBe(issued.fingerprint);
  expect(read.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
});

test('an authority that others may read is refused with the command that closes it', async () => {
  const keysDirectory = makeFolder();
  await openCertificateAuthority({ keysDirectory, clock });
  chmodSync(join(keysDirectory, 'authority.pem'), 0o640);
  await expect(openCertificateAuthority({ keysDirectory, clock })).rejects.toThrow(/chmod 600/);
});

test('a damaged authority is never replaced by itself', async () => {
  const keysDirectory = makeFolder();
  writeFileSync(join(keysDirectory, 'authority.pem'), 'no certificate', { mode: 0o600 });
  await expect(openCertificateAuthority({ keysDirectory, clock })).rejects.toThrow(UnusableCertificate);
});

test('the server keeps its certificate until its end comes near, the names change or the authority is another', async () => {
  const keysDirectory = makeFolder();
  const manual = new ManualClock(clock.now());
  const authority = await openCertificateAuthority({ keysDirectory, clock: manual });
  const open = async (names: string[], by = authority) =>
    (await openServerCertificate(by, { keysDirectory, names, ownFiles: undefined })).certificate;
  const first = await open(['radsec.example', '192.0.2.1']);
  expect(await open(['radsec.example', '192.0.2.1'])).toBe(first);
  const renamed = await open(['radsec.example', '192.0.2.2']);
  expect(renamed).not.toBe(first);
  manual.advance(745 * 86_400_000);
  const renewed = await open(['radsec.example', '192.0.2.2']);
  expect(renewed).not.toBe(renamed);
  const another = await openCertificateAuthority({ keysDirectory: makeFolder(), clock: manual });
  expect(await open(['radsec.example', '192.0.2.2'], another)).not.toBe(renewed);
});

test("the operator's own files are used as they are, and refused when they do not belong together", async () => {
  const keysDirectory = makeFolder();
  const authority = await openCertificateAuthority({ keysDirectory, clock });
  const request = { commonName: 'own.example', usages: ['server'], days: 10 } as const;
  const [own, foreign] = [
    await issueCertificate(authority, request),
    await issueCertificate(authority, request),
  ];
  const files = { certificate: join(keysDirectory, 'own.pem'), key: join(keysDirectory, 'own.key') };
  writeFileSync(files.certificate, own.certificate + authority.certificate);
  writeFileSync(files.key, own.key);
  const opened = await openServerCertificate(authority, { keysDirectory, names: ['x'], ownFiles: files });
  expect(opened.certificate).toBe(own.certificate + authority.certificate);
  writeFileSync(files.key, foreign.key);
  await expect(
    openServerCertificate(authority, { keysDirectory, names: ['x'], ownFiles: files }),
  ).rejects.toThrow(/TRUNKLINE_RADSEC_CERTIFICATE/);
});

test('a fingerprint is read in every way it is written, and nothing else is', () => {
  const plain = 'ab'.repeat(32);
  expect(readFingerprint(plain.toUpperCase())).toBe(plain);
  expect(readFingerprint(plain.match(/../g)!.join(':'))).toBe(plain);
  expect([`${plain}0`, plain.slice(1), 'g'.repeat(64), ''].map(readFingerprint)).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
});
