import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const sections = ['logins', 'accounting', 'storm', 'scale'] as const;
export type Section = (typeof sections)[number];

export interface BenchOptions {
  readonly sections: readonly Section[];
  /** Every section in about two minutes, one round each. */
  readonly isQuick: boolean;
  readonly rounds: number;
  readonly loadMs: number;
  /** Prepared of each kind; what the fastest side answers in `loadMs`. */
  readonly requests: number;
  /** Records that gather while the fold is held back. */
  readonly backlog: number;
  /** Instead of the clock's. */
  readonly date: string | undefined;
  /** The folder for the results. Undefined: nothing is kept, as a quick run is no result. */
  readonly output: string | undefined;
}

const resultsFolder = fileURLToPath(new URL('../results', import.meta.url));

/** `--quick`, `--only logins,storm`, `--date 2026-01-31`, `--output FOLDER`. Throws with a sentence for the user. */
export function readOptions(parameters: string[]): BenchOptions {
  const { values } = parseArgs({
    args: parameters,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      date: { type: 'string' },
      output: { type: 'string' },
    },
  });
  const wanted = values.only?.flatMap((value) => value.split(','));
  const unknown = wanted?.filter((name) => !sections.some((section) => section === name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`There is no section ${unknown.join(', ')}; known are ${sections.join(', ')}.`);
  const isQuick = values.quick;
  return {
    sections: sections.filter((section) => wanted === undefined || wanted.includes(section)),
    isQuick,
    rounds: isQuick ? 1 : 2,
    loadMs: isQuick ? 2_500 : 6_000,
    requests: isQuick ? 110_000 : 300_000,
    backlog: isQuick ? 20_000 : 100_000,
    date: values.date,
    output: values.output ?? (isQuick ? undefined : resultsFolder),
  };
}
