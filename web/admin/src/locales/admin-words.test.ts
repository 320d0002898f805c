import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** The server's sources, read as text: the web never imports the server, and its codes are what matters here. */
const modules = fileURLToPath(new URL('../../../../server/src/modules/', import.meta.url));
const sources = globSync(`${modules}**/*.ts`).filter((path) => !path.endsWith('.test.ts'));
const textOf = (paths: string[]): string => paths.map((path) => readFileSync(path, 'utf8')).join('\n');
const all = textOf(sources);

function found(text: string, pattern: RegExp, prefix = ''): string[] {
  return [...text.matchAll(pattern)].map(([, code]) => prefix + code!);
}

const statusActs = /const pastOf[^{]+\{([^}]+)\}/.exec(textOf([`${modules}subscribers/set-status.ts`]))![1]!;
const acts = [
  ...found(all, /action: '([a-z_]+\.[a-z_]+)'/g),
  ...found(all, /(?:record(?:OwnAct)?|audit)\(tx, actor, '([a-z_]+\.[a-z_]+)'/g),
  ...found(all, /auditSubscription\(tx, actor, \{ action: '([a-z_]+)'/g, 'subscription.'),
  ...found(statusActs, /: '([a-z]+)'/g, 'subscriber.'),
  ...found(all, /\bact: '([a-z_]+\.[a-z_]+)'/g),
  ...found(textOf([`${modules}sharing/decide-case.ts`]), /state: '(approved|acted)' \}/g, 'sharing.'),
];
const subjects = found(all, /subjectKind: '([a-z_]+)'/g);
const permissions = found(
  textOf(sources.filter((path) => path.endsWith('/permissions.ts'))),
  /code: '([a-z_]+\.[a-z_]+)'/g,
);
/** Those that routes of their own change have a page of their own. */
const settings = found(
  textOf([`${modules}settings/catalogue.ts`]),
  /^ {2}'([a-z]+\.[A-Za-z]+)': setting\(\{(?:(?!^ {2}\}\),)(?!hasOwnRoutes: true)[^])*^ {2}\}\),/gm,
);

function codesAt(language: string, namespace: string, place: string): string[] {
  const url = new URL(`./${language}/${namespace}.json`, import.meta.url);
  const words = (JSON.parse(readFileSync(url, 'utf8')) as Record<string, object>)[place]!;
  return Object.entries(words).flatMap(([module, below]: [string, unknown]) =>
    typeof below === 'string' ? [module] : Object.keys(below as object).map((name) => `${module}.${name}`),
  );
}

const sorted = (codes: string[]): string[] => [...new Set(codes)].sort();

test.each(['en', 'ar'])(
  '%s has words for every act and subject of the audit log, and no others',
  (language) => {
    expect(acts.length).toBeGreaterThan(40);
    expect(sorted(codesAt(language, 'audit', 'act'))).toEqual(sorted(acts));
    expect(sorted(codesAt(language, 'audit', 'kind'))).toEqual(sorted(subjects));
  },
);

test.each(['en', 'ar'])('%s has words for every permission, and no others', (language) => {
  expect(permissions.length).toBeGreaterThan(20);
  expect(sorted(codesAt(language, 'roles', 'permission'))).toEqual(sorted(permissions));
  const groups = permissions.map((code) => code.split('.', 1)[0]!);
  expect(sorted(codesAt(language, 'roles', 'module'))).toEqual(sorted(groups));
});

test.each(['en', 'ar'])('%s has the name and the meaning of every setting, and no others', (language) => {
  expect(settings.length).toBeGreaterThan(5);
  expect(sorted(codesAt(language, 'settings', 'setting'))).toEqual(sorted(settings));
  expect(sorted(codesAt(language, 'settings', 'hint'))).toEqual(sorted(settings));
});
