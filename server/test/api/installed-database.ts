import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database, type DatabaseRole } from '../../src/platform/db/index.ts';

/** What the product made for itself at its first start, by role. */
export function readDatabasePasswords(home: string): Record<string, string> {
  return JSON.parse(readFileSync(join(home, 'keys', 'database.json'), 'utf8')) as Record<string, string>;
}

/** The embedded database of a running installation, as one of the product's own roles. */
export function openInstalledDatabase(home: string, role: DatabaseRole): Database {
  const file = join(home, 'data', 'postgres', 'cluster', 'postmaster.pid');
  // The fourth line is the port.
  const port = readFileSync(file, 'utf8').split('\n')[3]!.trim();
  return new Database({
    url: `postgres://trunkline_${role}:${readDatabasePasswords(home)[role]}@127.0.0.1:${port}/trunkline`,
    applicationName: 'test',
    maxConnections: 1,
    statementTimeoutMs: 10_000,
  });
}
