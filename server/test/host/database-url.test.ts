import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EmbeddedPostgres } from '../../src/platform/postgres/index.ts';
import { Installation } from './installation.ts';
import { endAll } from './processes.ts';

/** A server that is not the product's own: here an embedded one of the test. */
let folder = '';
let theirs: EmbeddedPostgres;
let installation: Installation;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-theirs-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'data'));
  theirs = new EmbeddedPostgres({
    dataDirectory: join(folder, 'data'),
    sharedRoot: join(folder, 'shared'),
    superuserPassword: 'theirs',
    say: () => {},
  });
  await theirs.start(() => {});
  installation = new Installation({ DATABASE_URL: theirs.adminUrl()! });
});
afterEach(async () => {
  await installation.remove();
  await theirs.stop();
  await endAll([folder]);
  rmSync(folder, { recursive: true, force: true });
});

async function run(statement: string): Promise<void> {
  const client = new Client({ connectionString: theirs.adminUrl()! });
  await client.connect();
  await client.query(statement);
  await client.end();
}

test('the product runs on it, starts no server of its own, and shows no password', async () => {
  const program = await installation.start();
  const { host } = new URL(theirs.adminUrl()!);
  expect(program.output).toContain(`PostgreSQL at ${host} (DATABASE_URL)`);
  expect(program.output).not.toContain('theirs');
  expect(installation.processes().filter(({ command }) => command.includes('postgres -D'))).toEqual([]);
});

test('a database that is not UTF8 is refused with the remedy', async () => {
  await run(
    `create database trunkline encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0`,
  );
  const program = installation.launch();
  expect(await program.ends()).toBe('code 1');
  expect(program.output).toMatch(/must be UTF8, and this one is SQL_ASCII/);
  expect(installation.processes()).toEqual([]);
});

test('a wrong password is told and not tried for ever', async () => {
  const program = installation.launch({ DATABASE_URL: theirs.adminUrl()!.replace('theirs', 'guess') });
  expect(await program.ends()).toBe('code 1');
  expect(program.output).toMatch(/password authentication failed/);
});

test('a restart while the database is away serves logins from the snapshot, and the rest when it is back', async () => {
  const first = await installation.start();
  first.child.kill('SIGTERM');
  await first.ends();
  await theirs.stop();
  const program = installation.launch();
  await program.says('Logins are answered from the stored snapshot meanwhile.');
  const listens = await installation.listens('radius');
  expect(listens['radius']).not.toEqual([]);
  expect(Object.keys(listens)).toEqual(['radius']);
  const pid = installation.pidOf('radius');
  await theirs.start(() => {});
  await program.says('Trunkline is running on this machine');
  await installation.listens('radius', 'api', 'fold', 'worker');
  expect(installation.pidOf('radius')).toBe(pid);
});
