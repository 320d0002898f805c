/** The text of one process. Samples with a role get it as their first label. */
export interface MetricsText {
  readonly text: string;
  readonly role?: string;
}

interface Family {
  readonly head: string[];
  readonly samples: string[];
}

/**
 * One text from those of several processes: each family once, its samples below each other. What comes in is
 * our own registry's text, in which the samples of a family follow its HELP and TYPE.
 */
export function mergeMetrics(texts: readonly MetricsText[]): string {
  const families = new Map<string, Family>();
  for (const { text, role } of texts) {
    let family: Family | undefined;
    for (const line of text.split('\n')) {
      if (line === '') continue;
      if (line.startsWith('# HELP ')) family = openFamily(families, line);
      else if (line.startsWith('# TYPE ')) addType(family, line);
      else family?.samples.push(role === undefined ? line : withRole(line, role));
    }
  }
  return [...families.values()].map(({ head, samples }) => `${[...head, ...samples].join('\n')}\n`).join('');
}

function openFamily(families: Map<string, Family>, help: string): Family {
  const name = help.split(' ', 3)[2]!;
  const known = families.get(name);
  if (known) return known;
  const family: Family = { head: [help], samples: [] };
  families.set(name, family);
  return family;
}

function addType(family: Family | undefined, line: string): void {
  // Another process has said it already.
  if (family?.head.length === 1) family.head.push(line);
}

function withRole(sample: string, role: string): string {
  const end = sample.search(/[{ ]/);
  const name = sample.slice(0, end);
  const label = `role="${role}"`;
  return sample[end] === '{'
    ? `${name}{${label},${sample.slice(end + 1)}`
    : `${name}{${label}}${sample.slice(end)}`;
}
