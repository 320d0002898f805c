import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetSession, loadSession, saveSession } from './session-file.ts';

const session = { url: 'http://127.0.0.1:8080', email: 'owner@example.net', token: 'not-a-real-token' };
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trunkline-cli-'));
});
afterEach(() => rm(home, { recursive: true }));

test('the session file is readable by its owner alone, also where an open one stood before', async () => {
  const env = { XDG_CONFIG_HOME: home };
  const path = join(home, 'trunkline', 'session.json');
  await saveSession(env, session);
  await rm(path);
  await writeFile(path, '{}', { mode: 0o644 });
  await saveSession(env, session);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(home, 'trunkline'))).mode & 0o777).toBe(0o700);
  expect(await readdir(join(home, 'trunkline'))).toEqual(['session.json']);
  expect(await loadSession(env)).toEqual(session);
});

test('without XDG_CONFIG_HOME the file lies under .config of the home', async () => {
  await saveSession({ HOME: home, XDG_CONFIG_HOME: 'relative/is/ignored' }, session);
  expect(await readFile(join(home, '.config', 'trunkline', 'session.json'), 'utf8')).toContain(session.email);
});

test('a forgotten session is gone, and forgetting none is no error', async () => {
  const env = { XDG_CONFIG_HOME: home };
  await saveSession(env, session);
  await forgetSession(env);
  await forgetSession(env);
  expect(await loadSession(env)).toBeUndefined();
});

test.each(['{', '{"url": 1}', 'null'])('a damaged file is said to be damaged: %s', async (content) => {
  const env = { XDG_CONFIG_HOME: home };
  await saveSession(env, session);
  await writeFile(join(home, 'trunkline', 'session.json'), content);
  await expect(loadSession(env)).rejects.toThrow(/session\.json is damaged/);
});
