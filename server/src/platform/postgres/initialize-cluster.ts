import { spawn } from 'node:child_process';
import { chownSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerBinaries } from './server-binaries.ts';
import type { ServiceUser } from './service-user.ts';

export const superuserName = 'postgres';

/** PostgreSQL gets nothing of our environment: LANG, PGDATA or PGPORT of the caller must not matter. */
export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const initLimitMs = 300_000;

/**
 * Makes the cluster under `place` unless it exists. It is made beside its final name and then renamed,
 * so that an initdb killed half-way is thrown away and a complete cluster never is.
 */
export async function initializeCluster(options: {
  place: string;
  binaries: ServerBinaries;
  user: ServiceUser | undefined;
  superuserPassword: string;
}): Promise<{ cluster: string; isNew: boolean }> {
  const { place, binaries, user, superuserPassword } = options;
  const cluster = join(place, 'cluster');
  if (existsSync(cluster)) return { cluster, isNew: false };
  removeUnfinished(place);
  // Named by the process, because the initdb of a killed one may still be writing into its own.
  const unfinished = join(place, `unfinished-cluster-${process.pid}`);
  const passwordFile = join(place, `unfinished-password-${process.pid}`);
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600, flag: 'wx' });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    await run(binaries.initdb, user, [
      `--pgdata=${unfinished}`,
      `--username=${superuserName}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      // Without these the encoding follows LANG, and without LANG it is SQL_ASCII.
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
  return { cluster, isNew: true };
}

function removeUnfinished(place: string): void {
  for (const name of readdirSync(place)) {
    if (name.startsWith('unfinished-'))
      rmSync(join(place, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

function run(program: string, user: ServiceUser | undefined, parameters: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      ...user,
      // The caller's folder may be closed to the service user, and initdb looks at its own.
      cwd: '/',
      env: serverEnvironment,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: initLimitMs,
    });
    let trouble = '';
    child.stderr.on('data', (chunk: Buffer) => {
      trouble = (trouble + chunk.toString('utf8')).slice(-4_000);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`initdb ended with ${signal ?? `code ${code}`}: ${trouble.trim()}`));
    });
  });
}
