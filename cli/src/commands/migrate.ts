import { bootstrapDatabase, migrate } from '@trunkline/server/platform/db/index.ts';
import { whoRuns } from '@trunkline/server/roles/supervisor/index.ts';
import { CommandError } from '../command-error.ts';
import type { Command, Terminal } from '../command.ts';
import { readInstallation } from '../installation/read-installation.ts';
import { withDatabase } from '../installation/with-database.ts';
import { parseOptions } from '../parse-options.ts';

const usage = `
trunkline migrate

Makes the database and its roles where they are missing, and brings it to this version. "start" does the same by
itself; this is for doing it ahead, while nothing runs.
`;

export const migrateCommand: Command = {
  name: 'migrate',
  summary: 'bring the database to this version, without starting anything',
  usage,
  run: runMigrate,
};

async function runMigrate(args: readonly string[], terminal: Terminal): Promise<number> {
  parseOptions(args, {});
  const pid = whoRuns(readInstallation(terminal).home);
  if (pid !== undefined) {
    throw new CommandError(
      `Trunkline is running (process ${pid}) and migrated when it started; stop it first`,
    );
  }
  const applied = await withDatabase(terminal, async ({ identity }) =>
    migrate(await bootstrapDatabase(identity)),
  );
  for (const name of applied) terminal.stdout.write(`applied ${name}\n`);
  terminal.stdout.write(
    applied.length === 0 ? 'The database was up to date.\n' : 'The database is up to date.\n',
  );
  return 0;
}
