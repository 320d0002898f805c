import { CommandError, UsageError } from './command-error.ts';
import type { Command, Terminal } from './command.ts';
import { printable } from './terminal/printable.ts';

/** As shells report a program ended by Ctrl-C. */
const INTERRUPTED = 130;

/**
 * Runs one command and answers its exit code. `--help` prints its usage. An expected error becomes one sentence
 * on stderr; anything else is a fault of ours and is thrown on.
 */
export async function runCommand(
  command: Command,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  if (options.includes('--help') || options.includes('-h')) {
    terminal.stdout.write(`${command.usage.trim()}\n`);
    return 0;
  }
  try {
    return await command.run(args, terminal);
  } catch (error) {
    if (terminal.signal.aborted) return INTERRUPTED;
    if (!(error instanceof CommandError)) throw error;
    const hint = error instanceof UsageError ? ` (see: trunkline ${command.name} --help)` : '';
    terminal.stderr.write(`trunkline ${command.name}: ${printable(error.message)}${hint}\n`);
    return error.exitCode;
  }
}
