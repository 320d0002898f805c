import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { identifyProcess } from '../../platform/process/index.ts';
import { lockHome, whoRuns } from './home-lock.ts';

let home = '';
const path = (): string => join(home, 'supervisor.lock');
const write = (holder: unknown): void => writeFileSync(path(), JSON.stringify(holder));

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'trunkline-lock-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('a second start is refused with the number of the process that runs', () => {
  const lock = lockHome(home);
  expect(lock.wasStale).toBe(false);
  expect(() => lockHome(home)).toThrow(
    `Trunkline is already running on ${home}, as process ${process.pid}. Nothing was started.`,
  );
  expect(whoRuns(home)).toBe(process.pid);
  lock.release();
  expect(whoRuns(home)).toBeUndefined();
  expect(readdirSync(home)).toEqual([]);
});

test('the lock of a process that has ended is taken over', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  write({ pid: child.pid, identity: identifyProcess(child.pid!) });
  expect(() => lockHome(home)).toThrow(/already running/);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const lock = lockHome(home);
  expect(lock.wasStale).toBe(true);
  expect(whoRuns(home)).toBe(process.pid);
  expect(readdirSync(home)).toEqual(['supervisor.lock']);
});

test('a number that the system gave out again is not taken for the holder', () => {
  write({ pid: process.pid, identity: 'another boot:1' });
  expect(whoRuns(home)).toBeUndefined();
  expect(lockHome(home).wasStale).toBe(true);
});

test('a damaged lock does not stand in the way', () => {
  writeFileSync(path(), '{"pid":');
  expect(lockHome(home).wasStale).toBe(true);
});

test('a lock that somebody else has taken meanwhile is not released', () => {
  const lock = lockHome(home);
  write({ pid: process.pid + 1, identity: 'x' });
  lock.release();
  expect(existsSync(path())).toBe(true);
});
