import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('./', import.meta.url);
const languages = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const namespaces = readdirSync(new URL('en/', folder)).sort();
const plural = /_(zero|one|two|few|many|other)$/;

type Words = Map<string, string>;

function readWords(language: string, namespace: string): Words {
  const words: Words = new Map();
  const collect = (value: unknown, path: string[]): void => {
    if (typeof value === 'string') words.set(path.join('.'), value);
    else for (const [key, below] of Object.entries(value as object)) collect(below, [...path, key]);
  };
  collect(JSON.parse(readFileSync(new URL(`${language}/${namespace}`, folder), 'utf8')), []);
  return words;
}

const keysOf = (words: Words): string[] =>
  [...new Set([...words.keys()].map((key) => key.replace(plural, '')))].sort();
const holesOf = (text: string): string[] => [...text.matchAll(/{{\s*(\w+)/g)].map(([, name]) => name!);

test('every language has every catalogue', () => {
  expect(languages).toContain('ar');
  for (const language of languages)
    expect(readdirSync(new URL(`${language}/`, folder)).sort(), language).toEqual(namespaces);
});

test.each(namespaces)('%s says the same things in every language', (namespace) => {
  const english = readWords('en', namespace);
  for (const language of languages) {
    const words = readWords(language, namespace);
    expect(keysOf(words), language).toEqual(keysOf(english));
    expect([...words].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  }
});

test.each(namespaces)('%s has every plural form that its language tells apart', (namespace) => {
  for (const language of languages) {
    const words = readWords(language, namespace);
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = [...words.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, ''));
    const missing = [...new Set(counted)].flatMap((key) =>
      forms.filter((form) => !words.has(`${key}_${form}`)).map((form) => `${language} ${key}_${form}`),
    );
    expect(missing).toEqual([]);
  }
});

test.each(namespaces)('%s fills no hole that the English words lack', (namespace) => {
  const english = readWords('en', namespace);
  const known = new Map<string, Set<string>>();
  for (const [key, text] of english) {
    const stem = key.replace(plural, '');
    known.set(stem, new Set([...(known.get(stem) ?? ['count']), ...holesOf(text)]));
  }
  for (const language of languages) {
    const strange = [...readWords(language, namespace)].flatMap(([key, text]) =>
      holesOf(text)
        .filter((hole) => !known.get(key.replace(plural, ''))?.has(hole))
        .map((hole) => `${language} ${key}: ${hole}`),
    );
    expect(strange).toEqual([]);
  }
});
