import { UsageError } from './command-error.ts';
import type { Command, Terminal } from './command.ts';

export type Subcommand = (args: readonly string[], terminal: Terminal) => Promise<number>;

/**
 * A command whose first argument says what to do: `nas add`. `otherwise` runs when the first argument is none, or
 * an option.
 */
export function withSubcommands(
  { name, summary, usage }: Omit<Command, 'run'>,
  table: Readonly<Record<string, Subcommand>>,
  otherwise?: string,
): Command {
  return {
    name,
    summary,
    usage,
    run: (args, terminal) => {
      const [first, ...rest] = args;
      if (otherwise !== undefined && (first === undefined || first.startsWith('-'))) {
        return table[otherwise]!(args, terminal);
      }
      const words = Object.keys(table).join(', ');
      if (first === undefined) throw new UsageError(`say what to do: ${words}`);
      const subcommand = Object.hasOwn(table, first) ? table[first] : undefined;
      if (!subcommand) throw new UsageError(`"${first}" is none of ${words}`);
      return subcommand(rest, terminal);
    },
  };
}
