import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { cryptoRandom, systemClock } from '../packages/kit/src/index.ts';
import { Database } from '../server/src/platform/db/index.ts';
import { createKeys, masterKeyBytes } from '../server/src/platform/keys/index.ts';
import { createLog } from '../server/src/platform/log/index.ts';
import { buildApi } from '../server/src/roles/api/build-api.ts';

/**
 * Writes docs/api/openapi.json from the routes and the types of the client from that; with --check, fails
 * when a committed file differs. Needs no database: the server is built but answers nothing.
 */
const documentPath = fileURLToPath(new URL('../docs/api/openapi.json', import.meta.url));
const typesPath = fileURLToPath(new URL('../packages/openapi-client/src/schema.gen.ts', import.meta.url));

const document = await readDocument();
const documentText = `${JSON.stringify(document, null, 2)}\n`;
const typesText = `/** Made from docs/api/openapi.json by npm run generate. */\n${astToString(await openapiTS(documentText))}`;
for (const [path, text] of [
  [documentPath, documentText],
  [typesPath, typesText],
] as const) {
  if (!process.argv.includes('--check')) writeFileSync(path, text);
  else if (present(path) !== text) {
    console.error(`${path} differs from the routes; run: npm run generate`);
    process.exitCode = 1;
  }
}

async function readDocument(): Promise<object> {
  // Port 9 is the discard service: nothing is ever sent there, the pool connects at its first query.
  const database = new Database({
    url: 'postgres://nobody@127.0.0.1:9/none',
    applicationName: 'generate-openapi',
    maxConnections: 1,
    statementTimeoutMs: 1_000,
  });
  const app = await buildApi({
    database,
    keys: createKeys(Buffer.alloc(masterKeyBytes)),
    clock: systemClock,
    random: cryptoRandom,
    log: createLog({ name: 'generate', level: 'fatal', clock: systemClock, asText: true, write: () => {} }),
    trustedProxies: [],
    radius: { authPort: 1812, acctPort: 1813 },
    keysDirectory: '/nowhere',
    radiusSocket: '/nowhere/radius.sock',
    mayRoutersBeLocal: false,
  });
  try {
    await app.ready();
    return app.swagger();
  } finally {
    await app.close();
    await database.close();
  }
}

function present(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
