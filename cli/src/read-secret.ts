import { readFile } from 'node:fs/promises';
import { Secret } from '@trunkline/kit';
import { CommandError, UsageError } from './command-error.ts';
import type { Terminal } from './command.ts';
import { askSecret } from './terminal/questions.ts';
import { readLines } from './terminal/read-lines.ts';

/** Where one secret of a command comes from; never from the command line, which other users can read. */
export interface SecretSource {
  /** As a person calls it: `password`. */
  readonly what: string;
  readonly fromStdin: boolean | undefined;
  readonly file: string | undefined;
}

/**
 * The secrets in the order of their sources; undefined for one with neither source. Those from standard input are
 * its lines, in the same order; at a terminal they are asked for.
 */
export async function readSecrets(
  terminal: Terminal,
  sources: readonly SecretSource[],
): Promise<(Secret | undefined)[]> {
  const piped = sources.filter(({ fromStdin }) => fromStdin);
  const lines = piped.length > 0 && !terminal.stdin.isTTY ? await readLines(terminal.stdin) : [];
  const secrets: (Secret | undefined)[] = [];
  for (const source of sources) {
    if (source.fromStdin && source.file !== undefined) {
      throw new UsageError(`the ${source.what} comes either from standard input or from a file`);
    }
    if (source.fromStdin) secrets.push(await fromStdin(terminal, source, lines));
    else secrets.push(source.file === undefined ? undefined : await fromFile(source, source.file));
  }
  return secrets;
}

async function fromStdin(terminal: Terminal, { what }: SecretSource, lines: string[]): Promise<Secret> {
  const text = terminal.stdin.isTTY ? await askSecret(terminal, capitalised(what)) : lines.shift();
  if (!text) throw new CommandError(`the ${what} is missing on standard input; give it as one line`);
  return new Secret(text);
}

async function fromFile({ what }: SecretSource, path: string): Promise<Secret> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new CommandError(`cannot read the ${what} from ${path}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const line = text.split(/\r?\n/)[0]!;
  if (line === '') throw new CommandError(`the first line of ${path} is empty; it should be the ${what}`);
  return new Secret(line);
}

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
