import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { uuidv7, type Clock } from '@trunkline/kit';
import { InvalidSetting, type Config } from '../../platform/config/index.ts';
import { loadKeyFiles, type KeyFiles } from '../../platform/keys/index.ts';
import { databaseRoles } from '../../platform/db/roles.ts';

/** What runs, for the CLI and for doctor: `<home>/running.json`, there while the supervisor runs. */
export interface Running {
  pid: number;
  node: string;
  /** Where metrics and health checks are answered. */
  metrics: string;
  /** By role; a role that does not answer at this moment is missing. */
  listens: Record<string, string[]>;
  /** Of the master keys that every role works with, the newest first. No secrets. */
  keyIds: string[];
}

/**
 * Makes the folders of the home. Those below `data` are closed to others; home and `data` themselves are
 * passed by PostgreSQL's own user, so their modes are set apart from mkdir, which the umask narrows.
 */
export function makeHome(config: Config): void {
  const { dataDirectory, journalDirectory, snapshotDirectory } = config.role;
  refuseForeignOwner(dataDirectory);
  try {
    if (!existsSync(config.home)) {
      mkdirSync(config.home, { recursive: true });
      chmodSync(config.home, 0o711);
    }
    mkdirSync(dataDirectory, { recursive: true });
    chmodSync(dataDirectory, 0o711);
    mkdirSync(join(config.home, 'cache'), { recursive: true, mode: 0o700 });
    mkdirSync(journalDirectory, { recursive: true, mode: 0o700 });
    mkdirSync(snapshotDirectory, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const { message } = cause as Error;
    throw new InvalidSetting(
      `TRUNKLINE_HOME is ${config.home}, which this user cannot write to (${message}); set it to a folder of your own, ` +
        'or start as the user who started it first',
      { cause },
    );
  }
}

/** Root could write there, but would leave files that the owner's next start cannot read. */
function refuseForeignOwner(dataDirectory: string): void {
  const owner = statSync(dataDirectory, { throwIfNoEntry: false })?.uid;
  const user = process.getuid?.();
  if (owner === undefined || user === undefined || owner === user) return;
  throw new InvalidSetting(
    `${dataDirectory} belongs to the user with number ${owner}, and this one is number ${user}. ` +
      'Start as that user, or set TRUNKLINE_HOME to a folder of your own.',
  );
}

/** The key files of this home, made at its first start. Throws UnusableKeyFile. */
export function openKeys(config: Config, clock: Clock): KeyFiles {
  const markPath = join(config.role.dataDirectory, 'installation.json');
  const keys = loadKeyFiles({
    keysDirectory: config.keysDirectory,
    passwordNames: ['superuser', ...databaseRoles],
    hasData: existsSync(markPath),
  });
  if (!existsSync(markPath)) {
    writeWhole(markPath, { id: uuidv7(clock), createdAt: new Date(clock.now()).toISOString() });
  }
  return keys;
}

export function writeRunning(home: string, running: Running): void {
  writeWhole(runningPath(home), running);
}

export function removeRunning(home: string): void {
  rmSync(runningPath(home), { force: true });
}

export function runningPath(home: string): string {
  return join(home, 'running.json');
}

function writeWhole(path: string, content: unknown): void {
  const unfinished = join(dirname(path), `.${process.pid}.unfinished`);
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(unfinished, path);
}
