import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The server's list, read as text: the web never imports the server, and its codes are what matters here. */
const source = new URL('../../../../server/src/modules/aaa/login/reject-reasons.ts', import.meta.url);
const codes = [...readFileSync(source, 'utf8').matchAll(/^ {2}'(aaa\.[a-z_]+)': \{$/gm)].map(
  ([, code]) => code!,
);

function wordsOf(language: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`./${language}/reasons.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;
}

function textAt(words: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], words);
}

test.each(['en', 'ar'])(
  '%s has the word, the sentence and the remedy of every reason, and no others',
  (language) => {
    expect(codes.length).toBeGreaterThan(10);
    const words = wordsOf(language);
    const missing = codes.flatMap((code) =>
      [code, `sentence.${code}`, `remedy.${code}`].filter((path) => typeof textAt(words, path) !== 'string'),
    );
    expect(missing).toEqual([]);
    for (const path of ['aaa', 'sentence.aaa', 'remedy.aaa'])
      expect(Object.keys(textAt(words, path) as object).map((key) => `aaa.${key}`)).toEqual(codes);
  },
);
