import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { uuidv7, type Clock } from '@trunkline/kit';
import type { Config } from '../../platform/config/index.ts';
import { loadKeyFiles, type KeyFiles } from '../../platform/keys/index.ts';
import { databaseRoles } from '../../platform/db/roles.ts';

/** What runs, for the CLI and for doctor: `<home>/running.json`, there while the supervisor runs. */
export interface Running {
  pid: number;
  node: string;
  /** By role; a role that does not answer at this moment is missing. */
  listens: Record<string, string[]>;
}

/** Makes the folders of the home. The folders below `data` are closed; PostgreSQL's user passes `data`. */
export function makeHome(config: Config): void {
  mkdirSync(config.home, { recursive: true, mode: 0o755 });
  const { dataDirectory, journalDirectory, snapshotDirectory } = config.role;
  mkdirSync(dataDirectory, { recursive: true });
  // Set apart from mkdir, whose mode the umask narrows: PostgreSQL's own user must pass through.
  chmodSync(dataDirectory, 0o711);
  mkdirSync(journalDirectory, { recursive: true, mode: 0o700 });
  mkdirSync(snapshotDirectory, { recursive: true, mode: 0o700 });
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
