import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** All test files, relative to the checkout. */
export function listTestFiles(): string[] {
  return globSync('{packages,simulators,server,cli,demo,web}/**/*.test.ts', {
    cwd: root,
    exclude: ['**/node_modules/**'],
  }).sort();
}

/** The test files, relative to the checkout, in which a test carries this fault's id. */
export function findTestFiles(id: string): string[] {
  return listTestFiles().filter((file) => findNamedFaults(readFileSync(root + file, 'utf8')).includes(id));
}

/** The ids at the beginning of names of tests: A8 and A13 in `it('A8 A13: give one row …`. */
export function findNamedFaults(source: string): string[] {
  const names = source.matchAll(/\b(?:it|test|describe)\b[^'"`;]*?\(\s*['"`]((?:[A-F]\d{1,2} ?)+):/g);
  return [...names].flatMap(([, ids]) => ids!.trim().split(' '));
}
