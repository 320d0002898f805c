/** A command as a device reads it. */
export interface DeviceCommand {
  readonly path: string;
  readonly menu: string;
  readonly verb: string;
  readonly tag: string | undefined;
  /** What a menu's item is told, and to which it is told. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly proplist: readonly string[] | undefined;
  readonly queries: readonly string[];
}

/** Reads the words of a sentence; a word that is none is left out, as the device does. */
export function parseCommand(words: readonly string[]): DeviceCommand {
  const path = words[0] ?? '';
  const attributes: Record<string, string> = {};
  const queries: string[] = [];
  let tag: string | undefined;
  for (const word of words.slice(1)) {
    const equals = word.indexOf('=', 1);
    if (word.startsWith('=') && equals > 1) attributes[word.slice(1, equals)] = word.slice(equals + 1);
    else if (word.startsWith('?')) queries.push(word.slice(1));
    else if (word.startsWith('.tag=')) tag = word.slice('.tag='.length);
  }
  const slash = path.lastIndexOf('/');
  const { '.proplist': proplist, ...rest } = attributes;
  return {
    path,
    menu: path.slice(0, slash),
    verb: path.slice(slash + 1),
    tag,
    attributes: rest,
    proplist: proplist?.split(','),
    queries,
  };
}
