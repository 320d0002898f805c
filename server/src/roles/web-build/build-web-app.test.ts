import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWebApp, readBuild } from './index.ts';

const packages = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
let checkout: string;
let said: string[];

/** A checkout with a web app of two lines and the real builder. */
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'trunkline-checkout-'));
  said = [];
  symlinkSync(packages, join(checkout, 'node_modules'));
  mkdirSync(join(checkout, 'web', 'admin', 'src'), { recursive: true });
  writeFileSync(join(checkout, 'package-lock.json'), '{}');
  writeFileSync(join(checkout, 'web', 'admin', 'package.json'), '{"type":"module"}');
  write('index.html', '<!doctype html><title>app</title><script type="module" src="/src/main.ts"></script>');
  write('src/main.ts', longScript('first'));
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

const dist = (): string => join(checkout, 'web', 'admin', 'dist');
const write = (path: string, text: string): void => writeFileSync(join(checkout, 'web', 'admin', path), text);
const longScript = (word: string): string => `document.title = '${word} ${'and again '.repeat(200)}';`;
const build = (options: { isForced?: boolean } = {}) =>
  buildWebApp({ checkout, say: (sentence) => said.push(sentence), ...options });
const scripts = (): string[] => readdirSync(join(dist(), 'assets')).filter((name) => name.endsWith('.js'));

test('it builds what is not built, and nothing that is', async () => {
  expect(await build()).toBe('built');
  expect(readFileSync(join(dist(), 'index.html'), 'utf8')).toContain('/assets/');
  expect(await build()).toBe('unchanged');
  expect(said).toHaveLength(1);
  expect(await build({ isForced: true })).toBe('built');
});

test('a change of a source is seen, one of a test is not', async () => {
  await build();
  write('src/main.test.ts', 'nothing of the app');
  expect(await build()).toBe('unchanged');
  write('src/main.ts', longScript('second'));
  expect(await build()).toBe('built');
  writeFileSync(join(checkout, 'package-lock.json'), '{"packages":{}}');
  expect(await build()).toBe('built');
});

test('files are compressed beforehand, both ways', async () => {
  await build();
  const [name] = scripts();
  const path = join(dist(), 'assets', name!);
  const plain = readFileSync(path);
  expect(brotliDecompressSync(readFileSync(`${path}.br`))).toEqual(plain);
  expect(gunzipSync(readFileSync(`${path}.gz`))).toEqual(plain);
});

test('the assets of the build before stay for pages that are open, older ones go', async () => {
  const names: string[] = [];
  for (const word of ['first', 'second', 'third']) {
    write('src/main.ts', longScript(word));
    await build();
    names.push(scripts().find((name) => !names.includes(name))!);
  }
  expect(scripts().toSorted()).toEqual(names.slice(1).toSorted());
});

test('of two builds at once one builds, the other waits and finds it done', async () => {
  const outcomes = await Promise.all([build(), build()]);
  expect(outcomes.toSorted()).toEqual(['built', 'unchanged']);
  expect(existsSync(join(dist(), 'index.html'))).toBe(true);
  const left = readdirSync(join(checkout, 'web', 'admin', 'node_modules', '.trunkline'));
  expect(left).toEqual([]);
});

test('the lock and the leftovers of a build that was killed are in nobody’s way', async () => {
  const work = join(checkout, 'web', 'admin', 'node_modules', '.trunkline');
  mkdirSync(join(work, 'build-1'), { recursive: true });
  writeFileSync(join(work, 'lock'), '999999999 gone');
  expect(await build()).toBe('built');
  expect(readdirSync(work)).toEqual([]);
});

test('a build that fails says where and leaves the former one in place', async () => {
  await build();
  const former = readBuild(dist());
  write('src/main.ts', "import './not-there.ts';");
  await expect(build()).rejects.toThrow(/not-there\.ts/);
  expect(readBuild(dist())).toEqual(former);
  write('src/main.ts', longScript('mended'));
  expect(await build()).toBe('built');
});

test('without the builder it says what to do', async () => {
  rmSync(join(checkout, 'node_modules'));
  await expect(build()).rejects.toThrow('its builder (vite) is not installed; "npm ci" installs it');
});

test('what is in the record’s place but no record counts as not built', async () => {
  await build();
  writeFileSync(join(dist(), '.build.json'), '{"sources":');
  expect(readBuild(dist())).toBeUndefined();
  expect(await build()).toBe('built');
});
