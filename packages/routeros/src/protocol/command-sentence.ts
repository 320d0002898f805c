import { encodeSentence } from './encode-sentence.ts';

/** A command with its arguments; what the values hold never becomes a word of its own. */
export interface Command {
  /** `/ppp/active/print`. */
  readonly path: string;
  readonly attributes?: Attributes | undefined;
  /** Query words of a print without their `?`: `name=bob`, `>rx-byte=10`, `#|`. See `where`. */
  readonly queries?: readonly string[] | undefined;
  /** The only properties to be told of each row. */
  readonly proplist?: readonly string[] | undefined;
}

/** By name, as RouterOS calls them. Undefined: not said. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** Of everything we send in one command; a router takes no more than 64 kB in a word of most menus. */
const MAX_COMMAND_BYTES = 256 * 1024;
const PATH = /^(\/[a-z0-9][a-z0-9-]*)+$/;
const NAME = /^\.?[a-z0-9][a-z0-9.-]*$/;

/** The words of a command. Throws a RangeError for a path or name that is none, before anything is sent. */
export function commandWords(command: Command, tag: string | undefined): string[] {
  const { path, attributes = {}, queries = [], proplist = [] } = command;
  if (!PATH.test(path)) throw new RangeError(`${JSON.stringify(path)} is no command`);
  const words = [path];
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (!NAME.test(name)) throw new RangeError(`${JSON.stringify(name)} is no name of an attribute`);
    if (!value.isWellFormed()) throw new RangeError(`the value of ${name} is no text`);
    words.push(`=${name}=${value}`);
  }
  for (const name of proplist) {
    if (!NAME.test(name)) throw new RangeError(`${JSON.stringify(name)} is no name of a property`);
  }
  if (proplist.length > 0) words.push(`=.proplist=${proplist.join(',')}`);
  for (const query of queries) words.push(`?${query}`);
  if (tag !== undefined) words.push(`.tag=${tag}`);
  return words;
}

/** The bytes of a command. */
export function encodeCommand(command: Command, tag: string | undefined): Buffer {
  const bytes = encodeSentence(commandWords(command, tag));
  if (bytes.length > MAX_COMMAND_BYTES) throw new RangeError(`${command.path} has ${bytes.length} bytes`);
  return bytes;
}

/** Queries for rows whose properties are all equal to these. */
export function where(properties: Attributes): string[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (!NAME.test(name)) throw new RangeError(`${JSON.stringify(name)} is no name of a property`);
    // The `=` in front keeps a name that begins with `-`, `<` or `>` from being read as an operator.
    return [`=${name}=${value}`];
  });
}
