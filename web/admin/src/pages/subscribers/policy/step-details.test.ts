import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readStepDetail, stepDetails } from './step-details.ts';

/** As text: the web never imports the server. */
const enforcement = fileURLToPath(
  new URL('../../../../../../server/src/modules/enforcement/', import.meta.url),
);
const paths = globSync(`${enforcement}{turn,router}/*.ts`).filter((path) => !path.endsWith('.test.ts'));
const sentences = paths
  .flatMap((path) => [
    ...readFileSync(path, 'utf8').matchAll(
      /'([A-Z][a-z][^'\n]* [^'\n]+[.?])'|`([A-Z][a-z][^`\n]* [^`\n]+[.?])`/g,
    ),
  ])
  // What is filled in is a figure, but for the names of ways.
  .map(([, plain, filled]) =>
    (plain ?? filled!).replace(/\$\{failed[^}]+\}/, 'coa, api').replaceAll(/\$\{[^}]+\}/g, '7'),
  );

test('pages have words for every sentence that enforcement writes on a step, and for no others', () => {
  expect(sentences.filter((sentence) => !readStepDetail(sentence))).toEqual([]);
  const codes = new Set(sentences.map((sentence) => readStepDetail(sentence)?.code as string));
  expect(codes).toEqual(new Set(Object.keys(stepDetails)));
});

test('what a router said itself is none of these sentences', () => {
  expect(readStepDetail('failure: no such item')).toBeUndefined();
});
