import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One case of a vector file. */
export interface Vector {
  /** File and title, for test names. */
  readonly name: string;
  /** The first content of a key, or undefined. */
  get(key: string): string | undefined;
  /** Every content of a key, in order. */
  all(key: string): string[];
  /** The keys and contents in the order of the file. */
  readonly lines: readonly (readonly [key: string, content: string])[];
}

/** Every case of every vector file beside this one; a line that is none throws with its place. */
export function readVectors(): Vector[] {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.txt'));
  return files.toSorted().flatMap((file) => parseVectors(readFileSync(join(import.meta.dirname, file), 'utf8'), file));
}

function parseVectors(text: string, file: string): Vector[] {
  const vectors: { title: string; lines: [string, string][] }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (line.startsWith('== ')) {
      vectors.push({ title: line.slice(3).trim(), lines: [] });
      continue;
    }
    const match = /^([a-z-]+)\s+(.+)$/.exec(line);
    const current = vectors.at(-1);
    if (!match || !current) throw new Error(`${file}:${index + 1}: not a vector line: ${line}`);
    current.lines.push([match[1]!, match[2]!.trim()]);
  }
  return vectors.map(({ title, lines }) => ({
    name: `${file.replace('.txt', '')}: ${title}`,
    lines,
    get: (key) => lines.find(([name]) => name === key)?.[1],
    all: (key) => lines.filter(([name]) => name === key).map(([, content]) => content),
  }));
}

/** Bytes of hex that may contain spaces. */
export function fromHex(text: string): Buffer {
  const digits = text.replaceAll(' ', '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) throw new Error(`not hex: ${text}`);
  return Buffer.from(digits, 'hex');
}
