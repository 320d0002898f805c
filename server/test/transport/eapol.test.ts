import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, RadiusHouse, secret } from '../aaa/radius-house.ts';

let house: RadiusHouse;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-eapol-'));
  house = await RadiusHouse.build();
  const tenantId = await house.addTenant('one');
  const plan = await house.addPlan(tenantId);
  await house.addNas(tenantId, { prefix: '127.0.0.1/32', messageAuthenticator: 'require' });
  await house.addSubscriber(tenantId, plan, { username: 'anna', maxSessions: 100 });
  await house.addSubscriber(tenantId, plan, { username: 'paul', status: 'suspended' });
  await house.start();
  await eventually(() => house.outcome({ username: 'anna' }), 'accepted');
});
afterAll(async () => {
  await house?.tearDown();
  rmSync(folder, { recursive: true, force: true });
});

/** Plays a device and its access point, as wpa_supplicant's own test program does. */
function eapol(network: Record<string, string>): Promise<string> {
  const path = join(folder, 'network.conf');
  const lines = Object.entries({ key_mgmt: 'IEEE8021X', eapol_flags: '0', ...network });
  writeFileSync(path, `network={\n${lines.map(([name, value]) => `  ${name}=${value}`).join('\n')}\n}\n`);
  // -n: EAP-MD5 makes no keys. The last line says how it ended.
  const args = [
    '-c',
    path,
    '-a',
    '127.0.0.1',
    '-p',
    String(house.port('auth')),
    '-s',
    secret,
    '-n',
    '-t',
    '5',
  ];
  return new Promise((resolve, reject) => {
    execFile('eapol_test', args, { maxBuffer: 4 * 1024 * 1024 }, (error, said) => {
      if (error && typeof error.code !== 'number') reject(error);
      else resolve(said);
    });
  });
}

const lastWord = (said: string): string => said.trimEnd().split('\n').at(-1)!;

test('eapol_test logs in by EAP-MD5', async () => {
  const said = await eapol({ eap: 'MD5', identity: '"anna"', password: '"pw"' });
  expect(said).toContain('EAP: Status notification: accept proposed method (param=MD5)');
  expect(said).toContain('CTRL-EVENT-EAP-SUCCESS');
  expect(lastWord(said)).toBe('SUCCESS');
});

test.each([
  ['a wrong password', { eap: 'MD5', identity: '"anna"', password: '"wrong"' }],
  ['a name that nobody has', { eap: 'MD5', identity: '"nobody"', password: '"pw"' }],
  ['a suspended account', { eap: 'MD5', identity: '"paul"', password: '"pw"' }],
  [
    'a method that is not offered',
    { eap: 'PEAP', identity: '"anna"', password: '"pw"', phase2: '"auth=MSCHAPV2"' },
  ],
])('eapol_test with %s hears EAP-Failure', async (_, network) => {
  const said = await eapol(network);
  expect(said).toContain('EAP: Received EAP-Failure');
  expect(lastWord(said)).toBe('FAILURE');
});
