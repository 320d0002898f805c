import type { Clock } from '@trunkline/kit';
import type { Config } from '../../platform/config/index.ts';
import { databaseUrls, type BootstrapOptions } from '../../platform/db/bootstrap.ts';
import type { DatabasePasswords, DatabaseUrls } from '../../platform/db/roles.ts';
import type { KeyFiles } from '../../platform/keys/index.ts';
import { chooseDatabaseServer } from './database-server.ts';
import { makeHome, openKeys } from './home.ts';
import { lockHome, whoRuns } from './home-lock.ts';
import { databaseName } from './supervisor.ts';

/** What a command on this machine may use of the installation. */
export interface OpenInstallation {
  /** For bootstrapping; no command hands the administrator's URL on. */
  identity: BootstrapOptions;
  urls: DatabaseUrls;
  keys: KeyFiles;
}

/**
 * Lends the database of this home to `work`: of the running product, or, when it does not run, of a
 * server started for as long as the work lasts. Throws AlreadyRunning when a start is just under way,
 * UnusableKeyFile, and whatever `work` throws.
 */
export async function useDatabase<T>(
  options: { config: Config; clock: Clock; say: (sentence: string) => void },
  work: (installation: OpenInstallation) => Promise<T>,
): Promise<T> {
  const { config, clock, say } = options;
  makeHome(config);
  const isRunning = whoRuns(config.home) !== undefined;
  const lock = isRunning ? undefined : lockHome(config.home);
  const keys = openKeys(config, clock);
  const abort = new AbortController();
  const server = chooseDatabaseServer({
    config,
    superuserPassword: keys.passwords['superuser']!,
    clock,
    signal: abort.signal,
    say,
    onReturn: () => {},
  });
  try {
    if (!isRunning) await server.start();
    const adminUrl = server.adminUrl();
    if (adminUrl === undefined) throw new Error('the database of this installation was not started yet');
    const identity = { adminUrl, passwords: keys.passwords as DatabasePasswords, databaseName };
    return await work({ identity, urls: databaseUrls(identity), keys });
  } finally {
    abort.abort();
    if (!isRunning) await server.stop();
    lock?.release();
  }
}
