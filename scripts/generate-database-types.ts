import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bootstrapDatabase,
  databaseRoles,
  migrate,
  type DatabasePasswords,
} from '../server/src/platform/db/index.ts';
import { startThrowawayServer } from '../server/test/support/throwaway-server.ts';

/**
 * Writes the Kysely types of a freshly migrated database; with --check, fails when the committed file
 * differs, so that the types and the migrations cannot drift apart.
 */
const target = fileURLToPath(new URL('../server/src/platform/db/schema.gen.ts', import.meta.url));
const typeMapping = {
  int8: 'bigint',
  date: 'string',
  macaddr: 'string',
  inet: 'string',
  cidr: 'string',
  xid8: 'string',
  timestamptz: 'Date',
};

const generated = await generate();
if (!process.argv.includes('--check')) writeFileSync(target, generated);
else if (readFileSync(target, 'utf8') !== generated) {
  console.error('server/src/platform/db/schema.gen.ts differs from the migrations; run: npm run generate');
  process.exitCode = 1;
}

async function generate(): Promise<string> {
  const server = await startThrowawayServer();
  const outFile = join(tmpdir(), `schema-${randomBytes(4).toString('hex')}.ts`);
  try {
    const passwords = Object.fromEntries(databaseRoles.map((role) => [role, role])) as DatabasePasswords;
    const urls = await bootstrapDatabase({ adminUrl: server.adminUrl, passwords, databaseName: 'types' });
    await migrate(urls);
    execFileSync(
      fileURLToPath(new URL('../node_modules/.bin/kysely-codegen', import.meta.url)),
      ['--camel-case', '--dialect', 'postgres', '--url', urls.owner, '--out-file', outFile].concat([
        '--exclude-pattern',
        '{graphile_worker,public}.*',
        '--type-mapping',
        JSON.stringify(typeMapping),
      ]),
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    return readFileSync(outFile, 'utf8');
  } finally {
    await server.stop();
    rmSync(outFile, { force: true });
  }
}
