import process from 'node:process';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ManualClock } from '@trunkline/kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ToRole } from '../role-messages.ts';
import { RoleProcess } from './role-process.ts';

const program = fileURLToPath(new URL('stubborn-role.fixture.ts', import.meta.url));
let role: RoleProcess;
let said: string[];
/** Of each start that has answered. */
let pids: number[];

beforeEach(async () => {
  said = [];
  pids = [];
  role = new RoleProcess({
    role: 'worker',
    program,
    environment: process.env,
    startMessage: () => ({ type: 'start' }) as Extract<ToRole, { type: 'start' }>,
    clock: new ManualClock(0),
    say: (sentence) => said.push(sentence),
    onListens: (listens) => listens && pids.push(Number(listens[0]!.slice('pid:'.length))),
  });
  role.start();
  while (pids.length < 1) await setImmediate();
});
afterEach(() => {
  vi.useRealTimers();
  role.kill();
});

const ask = async (): Promise<string | undefined> => (await role.ask('metrics'))?.text;

test('many who ask the same at once disturb the role once', async () => {
  expect(new Set(await Promise.all(Array.from({ length: 100 }, ask)))).toEqual(new Set(['1']));
  expect(await ask()).toBe('2');
});

test('a role that does not hear that it is to start anew is ended by force, and comes back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let isBack = false;
  const renewed = role.renew().then(() => (isBack = true));
  vi.advanceTimersByTime(11_999);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  while (said.length < 2) await setImmediate();
  expect(said).toEqual([
    'The worker role did not stop within 12 s and is ended by force.',
    'The worker role ended (SIGKILL); it starts again in 0.5 s.',
  ]);
  expect(isBack).toBe(false);
  vi.advanceTimersByTime(500);
  await renewed;
  expect(new Set(pids).size).toBe(2);
});
