import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>
>;

/**
 * Options and exactly the named positional arguments, in their order; a name that ends in `?` may be missing.
 * Throws a UsageError that names what is wrong.
 */
export function parseOptions<T extends Options>(
  args: readonly string[],
  options: T,
  positionalNames: readonly string[] = [],
): Parsed<T> {
  const parsed = parseStrictly(args, options);
  const missing = positionalNames.slice(parsed.positionals.length).find((name) => !name.endsWith('?'));
  if (missing) throw new UsageError(`<${missing}> is missing`);
  const surplus = parsed.positionals[positionalNames.length];
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one argument too many`);
  return parsed;
}

/** The value of an option that cannot be left out. */
export function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new UsageError(`--${option} is missing`);
  return value;
}

/** A whole number from `least` to `most`, or undefined when the option was not given. */
export function wholeNumber(
  value: string | undefined,
  { option, least, most }: { option: string; least: number; most: number },
): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) {
    throw new UsageError(`--${option} "${value}" is not a whole number from ${least} to ${most}`);
  }
  return number;
}

/** One of a few words. */
export function oneOf<const W extends string>(value: string, option: string, words: readonly W[]): W {
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw new UsageError(`--${option} "${value}" is none of ${words.join(', ')}`);
  return word;
}

function parseStrictly<T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node's messages explain how to write a positional that starts with a dash; the first sentence is enough.
    throw new UsageError(error.message.split('. ')[0], { cause: error });
  }
}
