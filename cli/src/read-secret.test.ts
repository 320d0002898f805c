import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSecrets, type SecretSource } from './read-secret.ts';
import { pipedTerminal } from './terminal/terminal.fixture.ts';

const piped = (what: string): SecretSource => ({ what, fromStdin: true, file: undefined });
const revealed = async (...input: Parameters<typeof readSecrets>) =>
  (await readSecrets(...input)).map((secret) => secret?.reveal());

test('secrets on standard input are its lines in the order of the sources, spaces kept', async () => {
  const { terminal } = pipedTerminal({}, ['a horse ', 'shared\r']);
  expect(await revealed(terminal, [piped('password'), piped('secret')])).toEqual(['a horse ', 'shared']);
});

test('a secret that is in neither place is undefined, and standard input is not read', async () => {
  const { terminal } = pipedTerminal({}, ['left']);
  expect(await revealed(terminal, [{ what: 'secret', fromStdin: undefined, file: undefined }])).toEqual([
    undefined,
  ]);
  expect(await revealed(terminal, [piped('password')])).toEqual(['left']);
});

test('a missing line, an empty file and both places at once are named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-cli-'));
  const file = join(folder, 'secret');
  await writeFile(file, '\n');
  const { terminal } = pipedTerminal();
  await expect(readSecrets(terminal, [piped('password')])).rejects.toThrow(
    'the password is missing on standard input',
  );
  await expect(readSecrets(terminal, [{ what: 'secret', fromStdin: undefined, file }])).rejects.toThrow(
    'is empty',
  );
  await expect(readSecrets(terminal, [{ what: 'secret', fromStdin: true, file }])).rejects.toThrow(
    'either from',
  );
  await writeFile(file, 'testing123\nnot this\n');
  expect(await revealed(terminal, [{ what: 'secret', fromStdin: undefined, file }])).toEqual(['testing123']);
  await rm(folder, { recursive: true });
});

test('more than a secret on standard input is refused', async () => {
  const { terminal } = pipedTerminal({}, ['x'.repeat(70_000)]);
  await expect(readSecrets(terminal, [piped('password')])).rejects.toThrow('longer than 65536 bytes');
});
