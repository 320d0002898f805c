import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const testFiles = '{packages,simulators,server,cli}/**/*.test.ts';

/** The test files, relative to the checkout, in which a test carries this fault's id in its name. */
export function findTestFiles(id: string): string[] {
  // A name begins with its ids: 'A8 A13: give one row …'.
  const named = new RegExp(String.raw`['"\x60](?:[A-F]\d+ )*${id}(?: [A-F]\d+)*:`);
  return globSync(testFiles, { cwd: root, exclude: ['**/node_modules/**'] })
    .filter((file) => named.test(readFileSync(root + file, 'utf8')))
    .sort();
}
