import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import { Database, databaseUrls, type DatabaseRole, type DatabaseUrls } from '../../src/platform/db/index.ts';

export interface TestDatabase {
  urls: DatabaseUrls;
  /** A pool as one of the product's own roles; closed with the database. */
  as(role: DatabaseRole): Database;
  drop(): Promise<void>;
}

/** A fresh, migrated database of its own for one test file. Tests use it as the application's roles. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createFrom(inject('templateName'));
}

/** A second one with the same rows, as a backup of this moment restores it. Ends the connections to the first. */
export async function copyDatabase(original: TestDatabase): Promise<TestDatabase> {
  const name = new URL(original.urls.owner).pathname.slice(1);
  await asAdmin(
    inject('adminUrl'),
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  );
  return createFrom(name);
}

async function createFrom(template: string): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const databaseName = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, `create database ${databaseName} template ${template} owner trunkline_owner`);
  const urls = databaseUrls({ adminUrl, passwords: inject('passwords'), databaseName });
  const open = new Map<DatabaseRole, Database>();
  return {
    urls,
    as(role) {
      const database =
        open.get(role) ??
        new Database({
          url: urls[role],
          applicationName: `test-${role}`,
          maxConnections: 4,
          statementTimeoutMs: 10_000,
        });
      open.set(role, database);
      return database;
    },
    async drop() {
      await Promise.all([...open.values()].map((database) => database.close()));
      await asAdmin(adminUrl, `drop database ${databaseName} with (force)`);
    },
  };
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
