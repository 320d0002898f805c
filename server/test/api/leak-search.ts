import { readdirSync, readFileSync, lstatSync } from 'node:fs';
import { join } from 'node:path';

/** Where one text may stand: as it is, and as programs write it down. */
function spellingsOf(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((shift) => {
    // Within other bytes: three alignments, without the letters that depend on the neighbours.
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = [0, 2, 3][shift]!;
    return encoded.slice(first, encoded.length - ((bytes.length + shift) % 3 === 0 ? 0 : 1));
  });
  const texts = new Set([
    text,
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    ...base64,
    ...base64.map((part) => part.replaceAll('+', '-').replaceAll('/', '_')),
  ]);
  return [...texts].map((spelling) => Buffer.from(spelling)).concat(Buffer.from(text, 'utf16le'));
}

/** What invented secrets begin with, so that one look tells for all of them that none is there. */
export const canaryMark = 'c4nary';
const markSpellings = spellingsOf(canaryMark);

/** Searches for secrets, by name, in whatever a product leaves behind. */
export class LeakSearch {
  readonly #secrets = new Map<string, { name: string; spellings: Buffer[]; isMarked: boolean }>();
  readonly found: string[] = [];
  searchedBytes = 0;

  add(name: string, text: string): void {
    if (text.length < 8) throw new Error(`${name} is too short to be searched for`);
    this.#secrets.set(text, { name, spellings: spellingsOf(text), isMarked: text.startsWith(canaryMark) });
  }

  get secrets(): number {
    return this.#secrets.size;
  }

  /** `except` names what may stand there. */
  search(place: string, content: Buffer | string, except: readonly string[] = []): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.searchedBytes += bytes.length;
    const hasMark = markSpellings.some((spelling) => bytes.includes(spelling));
    for (const { name, spellings, isMarked } of this.#secrets.values()) {
      if (except.includes(name) || (isMarked && !hasMark)) continue;
      const at = spellings.map((spelling) => bytes.indexOf(spelling)).find((index) => index >= 0);
      if (at !== undefined) {
        const around = bytes.subarray(Math.max(0, at - 80), at + 80).toString('latin1');
        this.found.push(`${name} in ${place}: …${around.replaceAll(/[^\x20-\x7e]/g, '.')}…`);
      }
    }
  }

  /** Every file below the folder, whatever it is. */
  searchFolder(folder: string, skip: readonly string[] = []): void {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (skip.includes(path)) continue;
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (found?.isDirectory()) this.searchFolder(path, skip);
      else if (found?.isFile()) this.search(path, readQuietly(path));
    }
  }
}

/** PostgreSQL removes files while it works. */
function readQuietly(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
