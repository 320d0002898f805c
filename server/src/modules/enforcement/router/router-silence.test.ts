import { ManualClock, SeededRandom } from '@trunkline/kit';
import { expect, test } from 'vitest';
import { RouterSilence } from './router-silence.ts';

function silence() {
  const clock = new ManualClock(1_000_000);
  return { clock, silence: new RouterSilence({ clock, random: new SeededRandom(1) }) };
}

test('one lost answer silences nobody, three in a row do', () => {
  const { silence: router } = silence();
  router.unanswered();
  router.unanswered();
  expect(router.isSilent).toBe(false);
  router.answered();
  for (let i = 0; i < 3; i++) router.unanswered();
  expect(router.isSilent).toBe(true);
});

test('a silent router is asked by one at a time, after waits that grow up to a minute', () => {
  const { clock, silence: router } = silence();
  for (let i = 0; i < 40; i++) router.unanswered();
  expect(router.maySend()).toBe(false);
  const waits: number[] = [];
  for (let i = 0; i < 8; i++) {
    waits.push(router.retryAtMs - clock.now());
    clock.advance(router.retryAtMs - clock.now());
    expect([router.maySend(), router.maySend()]).toEqual([true, false]);
    router.unanswered();
  }
  expect(waits[0]).toBeLessThanOrEqual(2_000);
  for (const wait of waits) expect(wait).toBeLessThanOrEqual(60_000);
  expect(waits.at(-1)).toBeGreaterThan(45_000);
  clock.advance(60_000);
  expect(router.maySend()).toBe(true);
  router.answered();
  expect([router.isSilent, router.maySend(), router.maySend()]).toEqual([false, true, true]);
});

test('A15: a clock that was set back keeps no router silent for as long', () => {
  const { clock, silence: router } = silence();
  clock.jump(clock.now() + 86_400_000);
  for (let i = 0; i < 3; i++) router.unanswered();
  expect(router.maySend()).toBe(false);
  clock.jump(clock.now() - 86_400_000);
  expect(router.maySend()).toBe(true);
});
