import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** How much the installation holds. */
export interface WebSize {
  readonly name: 'quick' | 'usual' | 'large';
  readonly subscribers: number;
  readonly openSessions: number;
  /** Ended within seven days. */
  readonly recentSessions: number;
  /** Ended before. */
  readonly oldSessions: number;
  readonly logRows: number;
  readonly nas: number;
}

export const sizes = {
  quick: size('quick', { subscribers: 2_000, sessions: 12_000, logRows: 12_000, nas: 5 }),
  usual: size('usual', { subscribers: 30_000, sessions: 300_000, logRows: 300_000, nas: 20 }),
  large: size('large', { subscribers: 300_000, sessions: 10_000_000, logRows: 3_000_000, nas: 100 }),
} as const;

function size(
  name: WebSize['name'],
  {
    subscribers,
    sessions,
    logRows,
    nas,
  }: { subscribers: number; sessions: number; logRows: number; nas: number },
): WebSize {
  const openSessions = Math.round((subscribers * 2) / 3);
  const recentSessions = Math.round((sessions - openSessions) / 4);
  return {
    name,
    subscribers,
    openSessions,
    recentSessions,
    oldSessions: sessions - openSessions - recentSessions,
    logRows,
    nas,
  };
}

export interface WebOptions {
  readonly sizes: readonly WebSize[];
  /** Of each kind of page and size. */
  readonly measureMs: number;
  readonly rounds: number;
  /** Only these kinds of pages; undefined: all. */
  readonly only: readonly string[] | undefined;
  readonly withRadius: boolean;
  readonly date: string | undefined;
  /** The folder for the results. Undefined: nothing is kept, as a quick run is no result. */
  readonly output: string | undefined;
  /** Instead of measuring, stays up and says where. */
  readonly isServing: boolean;
}

const resultsFolder = fileURLToPath(new URL('../results', import.meta.url));

/** `--quick`, `--large`, `--only search,list`, `--date 2026-01-31`, `--output FOLDER`, `--serve`. */
export function readWebOptions(parameters: string[]): WebOptions {
  const { values } = parseArgs({
    args: parameters,
    options: {
      quick: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      date: { type: 'string' },
      output: { type: 'string' },
      serve: { type: 'boolean', default: false },
    },
  });
  const { quick, large } = values;
  const only = values.only?.flatMap((value) => value.split(','));
  return {
    sizes: quick ? [sizes.quick] : large ? [sizes.usual, sizes.large] : [sizes.usual],
    measureMs: quick ? 1_500 : 5_000,
    rounds: quick ? 1 : 2,
    only: only?.filter((name) => name !== 'radius'),
    withRadius: only === undefined || only.includes('radius'),
    date: values.date,
    output: values.output ?? (quick || only !== undefined ? undefined : resultsFolder),
    isServing: values.serve,
  };
}
