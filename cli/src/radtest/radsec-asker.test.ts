import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Secret, systemClock } from '@trunkline/kit';
import { Code, PacketBuilder, RADSEC_SECRET, RadsecServer, SharedSecret } from '@trunkline/radius';
import { issueCertificate, openCertificateAuthority } from '@trunkline/server/platform/certificates/index.ts';
import { pipedTerminal } from '../terminal/terminal.fixture.ts';
import { radsecNas } from './radsec-asker.ts';
import { runRadtest, toJson } from './run-radtest.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A RadSec server that knows one router, and the files of that router. */
async function serve(isKnown: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-radtest-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const authority = await openCertificateAuthority({ keysDirectory: folder, clock: systemClock });
  const usual = { commonName: 'test', days: 1 };
  const own = await issueCertificate(authority, { ...usual, usages: ['server'], names: ['127.0.0.1'] });
  const router = await issueCertificate(authority, { ...usual, usages: ['client'] });
  const client = {
    secret: new SharedSecret(RADSEC_SECRET),
    messageAuthenticator: 'require' as const,
    data: undefined,
  };
  const server = new RadsecServer({
    tls: own,
    findClient: (fingerprint) => (isKnown && fingerprint === router.fingerprint ? client : undefined),
    handle: ({ packet }) =>
      new PacketBuilder(packet.code === Code.AccountingRequest ? Code.AccountingResponse : Code.AccessAccept),
  });
  const port = await server.listen({ address: '127.0.0.1', port: 0 });
  closers.push(() => server.close({ timeoutMs: 0 }));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const files = {
    certificate: file('router.crt', router.certificate),
    key: file('router.key', router.key),
    authority: file('authority.crt', authority.certificate),
  };
  return radsecNas({ files, port, server: '127.0.0.1', identifier: 'lab', timeoutMs: 5_000 });
}

const login = {
  username: 'alice',
  password: new Secret('right horse'),
  method: 'pap' as const,
  callingStationId: '02:00:00:00:00:01',
  extra: [],
};

test('a login and a session are played over TLS', async () => {
  const nas = await serve(true);
  const outcome = await runRadtest(
    { nas, login, session: { holdMs: 1 } },
    pipedTerminal().terminal,
    () => {},
  );
  const told = toJson(outcome);
  expect(told.outcome).toBe('Access-Accept');
  expect(told.accounting.map((step) => step.outcome)).toEqual([
    'acknowledged',
    'acknowledged',
    'acknowledged',
  ]);
});

test('a certificate that belongs to no NAS is told with where to look', async () => {
  const nas = await serve(false);
  const run = runRadtest({ nas, login, session: undefined }, pipedTerminal().terminal, () => {});
  await expect(run).rejects.toThrow(/no RadSec connection .* which certificate it met/);
});

test('a file that is missing is named', async () => {
  const files = { certificate: '/nowhere/router.crt', key: 'x', authority: undefined };
  const made = radsecNas({ files, port: 2083, server: '127.0.0.1', identifier: 'lab', timeoutMs: 1 });
  await expect(made).rejects.toThrow('/nowhere/router.crt');
});
