import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import {
  bootstrapDatabase,
  databaseRoles,
  migrate,
  type DatabasePasswords,
} from '../../src/platform/db/index.ts';
import { startThrowawayServer } from './throwaway-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
    passwords: DatabasePasswords;
    templateName: string;
  }
}

/**
 * One PostgreSQL server for the whole run and one migrated template database, from which each test file
 * takes its own copy.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayServer();
  const passwords = Object.fromEntries(
    databaseRoles.map((role) => [role, `test-${role}`]),
  ) as DatabasePasswords;
  const templateName = `template_${randomBytes(6).toString('hex')}`;
  const urls = await bootstrapDatabase({ adminUrl: server.adminUrl, passwords, databaseName: templateName });
  await migrate(urls);
  project.provide('adminUrl', server.adminUrl);
  project.provide('passwords', passwords);
  project.provide('templateName', templateName);
  return () => server.stop();
}
