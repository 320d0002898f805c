import { useDatabase, type OpenInstallation } from '@trunkline/server/roles/supervisor/index.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { readInstallation } from './read-installation.ts';

/**
 * Runs `work` on the database of this machine's installation, which is started for it when the product
 * does not run. What stands in the way becomes one sentence.
 */
export async function withDatabase<T>(
  terminal: Terminal,
  work: (installation: OpenInstallation) => Promise<T>,
): Promise<T> {
  const config = readInstallation(terminal);
  const say = (sentence: string): void => {
    terminal.stderr.write(`${sentence}\n`);
  };
  try {
    return await useDatabase({ config, clock: terminal.clock, say }, work);
  } catch (error) {
    throw asSentence(error);
  }
}

/** Errors of the system and of PostgreSQL carry a code and speak for themselves; ours have a class of their own. */
function asSentence(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CommandError) return error;
  const isExpected = 'code' in error || error.name !== 'Error';
  const isFault = ['TypeError', 'ReferenceError', 'RangeError', 'AssertionError'].includes(error.name);
  return isExpected && !isFault ? new CommandError(error.message, { cause: error }) : error;
}
