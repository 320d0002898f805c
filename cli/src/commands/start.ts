import { runSupervisor } from '@trunkline/server/roles/supervisor/index.ts';
import type { Command } from '../command.ts';
import { readDemoInstallation, readInstallation } from '../installation/read-installation.ts';
import { parseOptions } from '../parse-options.ts';

const usage = `
trunkline start [--demo]

Runs the whole product on this machine, in the foreground: database, RADIUS, API, accounting and jobs.
The first start makes the database and an owner, and shows the owner's password once.
Ctrl-C stops everything in order. README.md lists the settings.

--demo  runs a simulated company instead: 3 routers, 1,000 subscribers, 30 days of history, in the folder "demo"
        of the home, on this machine alone and on free ports. Removing that folder removes all of it.
`;

export const startCommand: Command = {
  name: 'start',
  summary: 'run the whole product on this machine, until Ctrl-C',
  usage,
  run: async (args, terminal) => {
    const { values } = parseOptions(args, { demo: { type: 'boolean' } });
    if (!values.demo) return runSupervisor(readInstallation(terminal), terminal.env);
    return runSupervisor(await readDemoInstallation(terminal), terminal.env, { isDemo: true });
  },
};
