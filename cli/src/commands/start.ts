import { runSupervisor } from '@trunkline/server/roles/supervisor/index.ts';
import type { Command } from '../command.ts';
import { readInstallation } from '../installation/read-installation.ts';
import { parseOptions } from '../parse-options.ts';

const usage = `
trunkline start

Runs the whole product on this machine, in the foreground: database, RADIUS, API, accounting and jobs.
The first start makes the database and an owner, and shows the owner's password once.
Ctrl-C stops everything in order. README.md lists the settings.
`;

export const startCommand: Command = {
  name: 'start',
  summary: 'run the whole product on this machine, until Ctrl-C',
  usage,
  run: (args, terminal) => {
    parseOptions(args, {});
    return runSupervisor(readInstallation(terminal), terminal.env);
  },
};
