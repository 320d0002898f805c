export interface DictionaryAttribute {
  readonly name: string;
  readonly number: number;
  readonly subNumber: number;
  readonly dataType: string;
  readonly fixedLength: number;
  readonly tagged: boolean;
  readonly hiding: number;
  readonly concat: boolean;
  readonly aliases: string[];
  readonly values: [name: string, value: number][];
}

export interface ParsedDictionary {
  /** The comment lines at the head of the file. */
  readonly comment: readonly string[];
  readonly vendor: number;
  readonly attributes: readonly DictionaryAttribute[];
}

/**
 * Reads the dictionary text of this package: a subset of FreeRADIUS's, one statement per line.
 *
 *     VENDOR     name number
 *     ATTRIBUTE  name number[.child] type[[length]] [flag,flag]
 *     ALIAS      spelling attribute
 *     VALUE      attribute name number
 *
 * Flags are has_tag, encrypt=1..3 and concat. Anything else is an error with file and line.
 */
export function parseDictionary(text: string, file: string): ParsedDictionary {
  const comment: string[] = [];
  const attributes = new Map<string, DictionaryAttribute>();
  let vendor = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const fail = (why: string): never => {
      throw new Error(`${file}:${index + 1}: ${why}: ${line}`);
    };
    if (line.startsWith('#')) {
      comment.push(line.slice(1).trim());
      continue;
    }
    if (line.trim() === '') continue;
    const [statement, first = '', second = '', third = '', fourth = ''] = line.trim().split(/\s+/);
    const named = (name: string) => attributes.get(name) ?? fail(`unknown attribute ${name}`);
    if (statement === 'VENDOR') vendor = Number(second);
    else if (statement === 'ATTRIBUTE') {
      if (attributes.has(first)) fail('attribute defined twice');
      attributes.set(
        first,
        parseAttribute({ name: first, number: second, type: third, flags: fourth }, fail),
      );
    } else if (statement === 'ALIAS') named(second).aliases.push(first);
    else if (statement === 'VALUE') named(first).values.push([second, Number(third)]);
    else fail('unknown statement');
  }
  return { comment, vendor, attributes: [...attributes.values()] };
}

function parseAttribute(
  source: { name: string; number: string; type: string; flags: string },
  fail: (why: string) => never,
): DictionaryAttribute {
  const number = /^(\d+)(?:\.(\d+))?$/.exec(source.number) ?? fail('bad number');
  const type = /^([a-z0-9-]+)(?:\[(\d+)\])?$/.exec(source.type) ?? fail('bad type');
  const flags = source.flags.split(',').filter((flag) => flag !== '');
  const hiding = flags.find((flag) => /^encrypt=[123]$/.test(flag));
  const unknown = flags.find((flag) => flag !== 'has_tag' && flag !== 'concat' && flag !== hiding);
  if (unknown !== undefined) fail(`unknown flag ${unknown}`);
  return {
    name: source.name,
    number: Number(number[1]),
    subNumber: Number(number[2] ?? 0),
    dataType: type[1]!,
    fixedLength: Number(type[2] ?? 0),
    tagged: flags.includes('has_tag'),
    hiding: hiding ? Number(hiding.at(-1)) : 0,
    concat: flags.includes('concat'),
    aliases: [],
    values: [],
  };
}
