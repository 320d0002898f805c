import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('../../bin/trunkline', import.meta.url));
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-cli-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  code: number | null;
  said: string;
  complained: string;
}

/** Without npm's PATH, from a folder elsewhere, as a person would call it. */
function trunkline(args: string[], { program = launcher, home = join(folder, 'home') } = {}): Answer {
  const run = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: '/usr/bin:/bin',
      TRUNKLINE_HOME: home,
      TRUNKLINE_NODE: 'test',
      TRUNKLINE_HTTP_PORT: '0',
      TRUNKLINE_AUTH_PORT: '0',
      TRUNKLINE_ACCT_PORT: '0',
      TRUNKLINE_RADSEC_PORT: '0',
      TRUNKLINE_METRICS_PORT: '0',
    },
  });
  return { code: run.status, said: run.stdout, complained: run.stderr };
}

describe('the launcher', () => {
  test('finds its checkout and its own Node through symbolic links', () => {
    mkdirSync(join(folder, 'bin'));
    symlinkSync(launcher, join(folder, 'bin', 'absolute'));
    symlinkSync('absolute', join(folder, 'bin', 'relative'));
    const { code, said } = trunkline(['--help'], { program: join(folder, 'bin', 'relative') });
    expect(code).toBe(0);
    expect(said).toMatch(/^trunkline <command>/);
  });

  test('says what to do where the packages are not installed', () => {
    const program = join(folder, 'copy', 'bin', 'trunkline');
    cpSync(launcher, program);
    const { code, complained } = trunkline(['doctor'], { program });
    expect(code).toBe(1);
    expect(complained).toBe(
      `trunkline: the packages are not installed. Run: cd ${join(folder, 'copy')} && npm ci\n`,
    );
  });
});

describe('the table of commands', () => {
  test('help lists every command with its summary, and each explains itself', () => {
    const names = [...trunkline(['--help']).said.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(
      ([, name]) => name!,
    );
    expect(names).toEqual(expect.arrayContaining(['start', 'doctor', 'migrate']));
    for (const name of names) {
      const { code, said } = trunkline([name, '--help']);
      expect({ name, code }).toEqual({ name, code: 0 });
      expect(said).toMatch(new RegExp(`^trunkline ${name}`));
    }
  });

  test('an unknown command ends with 2 and one sentence', () => {
    const { code, complained } = trunkline(['strat']);
    expect(code).toBe(2);
    expect(complained).toBe('trunkline: there is no command "strat" (see: trunkline --help)\n');
  });

  test('a wrong option ends with 2 and without a stack', () => {
    const { code, complained } = trunkline(['doctor', '--jsn']);
    expect(code).toBe(2);
    expect(complained).toMatch(/^trunkline doctor: .*--jsn.*\n$/);
  });
});

describe('without anything running', () => {
  test('migrate prepares the database once, and doctor finds nothing wrong', () => {
    const first = trunkline(['migrate']);
    expect(first.complained).toBe('');
    expect(first.said).toMatch(/^applied 0001-platform\.sql\n[\s\S]*The database is up to date\.\n$/);
    expect(trunkline(['migrate'])).toEqual({
      code: 0,
      said: 'The database was up to date.\n',
      complained: '',
    });
    const { code, said } = trunkline(['doctor', '--json']);
    expect(code).toBe(0);
    const findings = JSON.parse(said) as { level: string; subject: string }[];
    expect(findings.filter(({ level }) => level !== 'ok').map(({ subject }) => subject)).toEqual(['running']);
  });

  test('doctor changes nothing', () => {
    expect(trunkline(['doctor']).code).toBe(0);
    expect(existsSync(join(folder, 'home'))).toBe(false);
  });

  test('doctor fails on an open key and names the remedy', () => {
    const keys = join(folder, 'home', 'keys');
    mkdirSync(keys, { recursive: true, mode: 0o700 });
    chmodSync(keys, 0o750);
    const { code, said } = trunkline(['doctor']);
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`fail {2}permissions .*\\n +chmod 700 ${keys}`));
  });
});
