import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { faults } from './fault-catalogue.ts';
import { findNamedFaults, findTestFiles, listTestFiles, root } from './find-test-files.ts';

it('every fault has a test that carries its id', () => {
  expect(faults.filter(({ id }) => findTestFiles(id).length === 0)).toEqual([]);
});

it('every id in the name of a test is in the catalogue', () => {
  const known = new Set(faults.map(({ id }) => id));
  const strangers = listTestFiles().flatMap((file) =>
    findNamedFaults(readFileSync(root + file, 'utf8'))
      .filter((id) => !known.has(id))
      .map((id) => `${file}: ${id}`),
  );
  expect(strangers).toEqual([]);
});
