import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../../src/platform/config/index.ts';
import type { FromRole, ToRole } from '../../src/roles/role-messages.ts';
import { until } from './processes.ts';

const fixture = fileURLToPath(new URL('role.fixture.ts', import.meta.url));
const start: ToRole = {
  type: 'start',
  config: readConfig({ TRUNKLINE_NODE: 'test' }, '/nowhere').role,
  // Nobody is there: a role lives without the database.
  databaseUrl: 'postgres://nobody:secret-1@127.0.0.1:1/trunkline',
  masterKey: randomBytes(32).toString('base64'),
};

class Role {
  readonly child: ChildProcess;
  readonly messages: FromRole[] = [];
  output = '';
  end: string | undefined;

  constructor(habit: string) {
    this.child = fork(fixture, [habit], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.child.on('message', (message: FromRole) => this.messages.push(message));
    this.child.stderr!.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    // Not 'close', which Node leaves out after a disconnect.
    this.child.once('exit', (code, signal) => (this.end = signal ?? `code ${code}`));
    this.child.send(start);
  }

  async isReady(): Promise<void> {
    await until('the role is ready', () => this.messages.length > 0);
    expect(this.messages).toEqual([{ type: 'ready', listens: ['http://127.0.0.1:1'] }]);
  }

  says(text: string): Promise<void> {
    return until(`"${text}" is said`, () => this.output.includes(text));
  }

  async ends(): Promise<string> {
    await until('the role ends', () => this.end !== undefined);
    return this.end!;
  }
}

let role: Role;
afterEach(() => {
  role.child.kill('SIGKILL');
});

test.each(['stop', 'SIGTERM'])('a role ends cleanly on %s, also without the database', async (how) => {
  role = new Role('obeys');
  await role.isReady();
  if (how === 'stop') role.child.send({ type: 'stop' } satisfies ToRole);
  else role.child.kill('SIGTERM');
  expect(await role.ends()).toBe('code 0');
  await role.says('"message":"stopped"');
});

test('a role ends when its supervisor is gone', async () => {
  role = new Role('obeys');
  await role.isReady();
  role.child.disconnect();
  expect(await role.ends()).toBe('code 1');
});

test('a role that loses its supervisor before it was told to start ends', async () => {
  role = new Role('obeys');
  role.child.disconnect();
  expect(await role.ends()).toBe('code 1');
});

test('a role that cannot start says why and ends with 1', async () => {
  role = new Role('cannot start');
  expect(await role.ends()).toBe('code 1');
  await role.says('the disk is on fire');
  expect(role.messages).toEqual([]);
});

test('an error that nobody caught is logged and ends the role with 1', async () => {
  role = new Role('dies later');
  expect(await role.ends()).toBe('code 1');
  await role.says('nobody expected this');
});

test('a role that does not stop is ended when its time is over', async () => {
  role = new Role('does not stop');
  await role.isReady();
  role.child.send({ type: 'stop' } satisfies ToRole);
  expect(await role.ends()).toBe('code 1');
  await role.says('did not stop in time');
});

test('neither the password nor the key stands in the log', async () => {
  role = new Role('cannot start');
  await role.says('the disk is on fire');
  expect(role.output).not.toMatch(/secret-1/);
  expect(role.output).not.toContain((start as { masterKey: string }).masterKey);
});
