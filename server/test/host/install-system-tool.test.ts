import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../../../scripts/install-system-tool.ts', import.meta.url));
const command = 'apt-get update && apt-get install -y --no-install-recommends freeradius-utils';
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-path-'));
  symlinkSync('/bin/sh', join(folder, 'sh'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs it where only these programs exist; each is a shell script with this content. */
function install(programs: Record<string, string>): { code: number | null; said: string } {
  for (const [name, content] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${content}\n`, { mode: 0o755 });
  }
  const run = spawnSync(process.execPath, [script, 'radclient'], { env: { PATH: folder }, encoding: 'utf8' });
  return { code: run.status, said: `${run.stdout}${run.stderr}` };
}

test('a tool that is there is left alone', () => {
  expect(install({ radclient: '' })).toEqual({ code: 0, said: 'radclient is installed\n' });
});

test('without apt-get it fails and names the packages', () => {
  const { code, said } = install({});
  expect(code).toBe(1);
  expect(said).toContain('Install the packages that contain it (freeradius-utils).');
});

test('an installation that does not work fails with the exact command', () => {
  const { code, said } = install({ 'apt-get': 'exit 100', sudo: 'exit 1' });
  expect(code).toBe(1);
  expect(said).toContain(command);
});

test('an installation that leaves no tool behind is no success', () => {
  const { code, said } = install({ 'apt-get': 'exit 0', sudo: 'shift; exec "$@"' });
  expect(code).toBe(1);
  expect(said).toContain(command);
});

test('it installs the package where it may', () => {
  const aptGet = `case "$*" in *freeradius-utils*) echo '#!/bin/sh' > ${folder}/radclient; /bin/chmod +x ${folder}/radclient;; esac`;
  expect(install({ 'apt-get': aptGet, sudo: 'shift; exec "$@"' }).code).toBe(0);
});
