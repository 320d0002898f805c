import { Database } from '@trunkline/server/platform/db/index.ts';
import { PasswordHasher, type AccountDeps } from '@trunkline/server/modules/staff/index.ts';
import { CatalogueError } from '@trunkline/server/platform/errors.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { withDatabase } from './with-database.ts';

const statementTimeoutMs = 10_000;

/**
 * Runs a use case of the staff module on this machine's database, as the api's database role. What the
 * use case refuses becomes one sentence.
 */
export function withAccounts<T>(terminal: Terminal, work: (deps: AccountDeps) => Promise<T>): Promise<T> {
  return withDatabase(terminal, async ({ urls }) => {
    const database = new Database({
      url: urls.api,
      applicationName: 'trunkline-cli',
      maxConnections: 1,
      statementTimeoutMs,
    });
    const { clock, random } = terminal;
    try {
      return await work({ database, clock, random, hasher: new PasswordHasher() });
    } catch (error) {
      if (error instanceof CatalogueError) throw new CommandError(error.message, { cause: error });
      throw error;
    } finally {
      await database.close();
    }
  });
}
