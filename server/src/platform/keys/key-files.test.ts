import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addMasterKey, keepNewestMasterKey, loadKeyFiles, UnusableKeyFile, type KeyFiles } from './index.ts';

const passwordNames = ['superuser', 'api'];
let folder = '';
const keysDirectory = (): string => join(folder, 'keys');
const load = (hasData = false): KeyFiles =>
  loadKeyFiles({ keysDirectory: keysDirectory(), passwordNames, hasData });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-keys-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the first start makes keys that only their owner reads, and later starts find them', () => {
  const first = load();
  expect(first.masterKey).toHaveLength(32);
  expect(Object.keys(first.passwords)).toEqual(passwordNames);
  expect(statSync(keysDirectory()).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(keysDirectory())) {
    expect(statSync(join(keysDirectory(), name)).mode & 0o777).toBe(0o600);
  }
  expect(readdirSync(keysDirectory()).sort()).toEqual(['database.json', 'master.key']);
  expect(load(true)).toEqual(first);
});

test.each(['master.key', 'database.json'])('%s open to others is refused with the remedy', (name) => {
  load();
  chmodSync(join(keysDirectory(), name), 0o640);
  expect(() => load()).toThrow(`chmod 600 ${join(keysDirectory(), name)}`);
});

test('a folder of keys open to others is refused with the remedy', () => {
  load();
  chmodSync(keysDirectory(), 0o755);
  expect(() => load()).toThrow(`chmod 700 ${keysDirectory()}`);
});

test('a lost master key is never replaced while there are data', () => {
  load();
  rmSync(join(keysDirectory(), 'master.key'));
  expect(() => load(true)).toThrow(UnusableKeyFile);
  expect(readdirSync(keysDirectory())).toEqual(['database.json']);
});

test('a damaged master key is refused and left as it is', () => {
  load();
  const path = join(keysDirectory(), 'master.key');
  writeFileSync(path, 'short');
  expect(() => load(true)).toThrow(/damaged/);
  expect(readFileSync(path, 'utf8')).toBe('short');
});

test('a start killed while it wrote a key leaves no half key behind', () => {
  load();
  rmSync(join(keysDirectory(), 'master.key'));
  writeFileSync(join(keysDirectory(), `master.key.${process.pid}.unfinished`), 'half');
  expect(load().masterKey).toHaveLength(32);
});

test('passwords that cannot be read name the remedy', () => {
  load();
  writeFileSync(join(keysDirectory(), 'database.json'), '{"superuser":"x"}');
  expect(() => load(true)).toThrow(/no password for "api".*Remove/s);
});

test('E6: a change of the master key keeps the old one until it is ended, and is never begun twice', () => {
  const { masterKey: old } = load();
  addMasterKey(keysDirectory());
  const both = load(true).masterKey;
  expect(both).toHaveLength(64);
  expect(both.subarray(32)).toEqual(old);
  // A command that was interrupted is given again.
  addMasterKey(keysDirectory());
  expect(load(true).masterKey).toEqual(both);
  // One that was killed while it wrote leaves keys behind.
  writeFileSync(join(keysDirectory(), 'master.key.1.unfinished'), both);
  keepNewestMasterKey(keysDirectory(), both);
  expect(load(true).masterKey).toEqual(both.subarray(0, 32));
  expect(statSync(join(keysDirectory(), 'master.key')).mode & 0o777).toBe(0o600);
  expect(readdirSync(keysDirectory()).sort()).toEqual(['database.json', 'master.key']);
});

test('E6: a change of the key ends only with the keys that it was begun with', () => {
  load();
  addMasterKey(keysDirectory());
  const earlier = load(true).masterKey;
  keepNewestMasterKey(keysDirectory(), earlier);
  // Another one that did the same work has ended first.
  keepNewestMasterKey(keysDirectory(), earlier);
  addMasterKey(keysDirectory());
  const later = load(true).masterKey;
  expect(() => keepNewestMasterKey(keysDirectory(), earlier)).toThrow(UnusableKeyFile);
  expect(load(true).masterKey).toEqual(later);
});
