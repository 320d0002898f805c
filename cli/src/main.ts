import process from 'node:process';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import type { Command, Terminal } from './command.ts';
import { runCommand } from './run-command.ts';

/** Every command, in the order of the list that --help prints. Each is loaded only when it is needed. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./commands/start.ts')).startCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand,
  'create-tenant': async () => (await import('./commands/create-tenant.ts')).createTenantCommand,
  'reset-password': async () => (await import('./commands/reset-password.ts')).resetPasswordCommand,
  'rotate-key': async () => (await import('./commands/rotate-key.ts')).rotateKeyCommand,
  login: async () => (await import('./commands/login.ts')).loginCommand,
  logout: async () => (await import('./commands/logout.ts')).logoutCommand,
  nas: async () => (await import('./commands/nas.ts')).nasCommand,
  plan: async () => (await import('./commands/plan.ts')).planCommand,
  subscriber: async () => (await import('./commands/subscriber.ts')).subscriberCommand,
  explain: async () => (await import('./commands/explain.ts')).explainCommand,
  why: async () => (await import('./commands/why.ts')).whyCommand,
  sessions: async () => (await import('./commands/sessions.ts')).sessionsCommand,
  'auth-log': async () => (await import('./commands/auth-log.ts')).authLogCommand,
  shadow: async () => (await import('./commands/shadow.ts')).shadowCommand,
  freeradius: async () => (await import('./commands/freeradius.ts')).freeradiusCommand,
  radtest: async () => (await import('./commands/radtest.ts')).radtestCommand,
  sim: async () => (await import('./commands/sim.ts')).simCommand,
};

const usageExitCode = 2;

async function main(args: readonly string[]): Promise<number> {
  const terminal = ownTerminal();
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    terminal.stdout.write(await describeAll());
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    terminal.stderr.write(`trunkline: there is no command "${name}" (see: trunkline --help)\n`);
    return usageExitCode;
  }
  return runCommand(await load(), rest, terminal);
}

async function describeAll(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const width = Math.max(...all.map(({ name }) => name.length));
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return ['trunkline <command> [options]', '', ...lines, '', 'Each explains itself with --help.', ''].join(
    '\n',
  );
}

function ownTerminal(): Terminal {
  const abort = new AbortController();
  // Once only: a second Ctrl-C ends a command that does not let go.
  process.once('SIGINT', () => abort.abort());
  for (const stream of [process.stdout, process.stderr]) {
    // A reader that has gone, as in "trunkline sessions | head", is no fault.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    clock: systemClock,
    random: cryptoRandom,
    signal: abort.signal,
  };
}

/** A fault of ours is told in one sentence; who looks for it sets TRUNKLINE_LOG_LEVEL=debug. */
function describeFault(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const stack =
    process.env['TRUNKLINE_LOG_LEVEL'] === 'debug' && error instanceof Error ? `\n${error.stack}` : '';
  return `trunkline: this should not happen: ${text}${stack}\n`;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(describeFault(error));
  process.exitCode = 1;
}
