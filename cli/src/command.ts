import type { Readable, Writable } from 'node:stream';
import type { Clock, Random } from '@trunkline/kit';

/** What a command may touch of the world around it; `main.ts` gives the process's own. */
export interface Terminal {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborted by Ctrl-C, so that a command under way can end tidily. */
  readonly signal: AbortSignal;
}

/** One line of the table in `main.ts`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints, first line the synopsis. */
  readonly usage: string;
  /**
   * Does it and answers the exit code: 0 done, 1 not done. What went wrong is thrown as a `CommandError` or a
   * `UsageError`, which is printed as one sentence.
   */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}
