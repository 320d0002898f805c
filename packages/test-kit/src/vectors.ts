import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One case of a vector file: a title, and lines of a key and its content. */
export interface VectorCase {
  /** File and title, for test names. */
  readonly name: string;
  /** The first content of a key, or undefined. */
  get(key: string): string | undefined;
  /** Every content of a key, in order. */
  all(key: string): string[];
  /** The contents of a key in groups, divided where a line of another key stands. */
  sections(key: string, divider: string): string[][];
}

/** Every case of every `.txt` file of a folder; a line that is none throws with its place. */
export function readVectorCases(folder: string): VectorCase[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return files.toSorted().flatMap((file) => parseCases(readFileSync(join(folder, file), 'utf8'), file));
}

function parseCases(text: string, file: string): VectorCase[] {
  const cases: { title: string; lines: [string, string][] }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('== ')) {
      cases.push({ title: line.slice(3).trim(), lines: [] });
      continue;
    }
    const match = /^([a-z-]+)\s+(.+)$/.exec(line);
    const current = cases.at(-1);
    if (!match || !current) throw new Error(`${file}:${index + 1}: not a line of a case: ${line}`);
    current.lines.push([match[1]!, match[2]!.trim()]);
  }
  return cases.map(({ title, lines }) => ({
    name: `${file.replace('.txt', '')}: ${title}`,
    get: (key) => lines.find(([name]) => name === key)?.[1],
    all: (key) => contentsOf(lines, key),
    sections: (key, divider) => {
      const ends = lines.flatMap(([name], index) => (name === divider ? [index] : []));
      return [...ends, lines.length].map((end, group) =>
        contentsOf(lines.slice(ends[group - 1] ?? 0, end), key),
      );
    },
  }));
}

function contentsOf(lines: readonly (readonly [string, string])[], key: string): string[] {
  return lines.filter(([name]) => name === key).map(([, content]) => content);
}
