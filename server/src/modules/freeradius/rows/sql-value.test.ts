import { expect, test } from 'vitest';
import { sqlValue } from './sql-value.ts';

test.each([
  ['plain', 'plain'],
  ['', ''],
  [String.raw`back\slash`, String.raw`back\\slash`],
  ['%{exec:/bin/true}', '%{exec:/bin/true}'],
  ['`/bin/true`', '"`/bin/true`"'],
  ["'single'", `"'single'"`],
  ['"double"', String.raw`"\"double\""`],
  ['"half', '"half'],
  ['"', String.raw`"\""`],
  [String.raw`'ends in \'`, String.raw`"'ends in \\'"`],
])('%s is a value that stands for itself', (text, value) => {
  expect(sqlValue(text)).toBe(value);
});
