import { ManualClock } from '@trunkline/kit';
import { expect, test } from 'vitest';
import { MomentAnswers } from './moment-answers.ts';

function counted() {
  let reads = 0;
  return () => Promise.resolve((reads += 1));
}

test('those who ask within a moment get one answer, and later ones a new one', async () => {
  const clock = new ManualClock(0);
  const answers = new MomentAnswers(clock);
  const read = counted();
  expect(await Promise.all([answers.of(['north'], read), answers.of(['north'], read)])).toEqual([1, 1]);
  clock.advance(1_999);
  expect(await answers.of(['north'], read)).toBe(1);
  clock.advance(1);
  expect(await answers.of(['north'], read)).toBe(2);
});

test('another question, and another tenant, has an answer of its own', async () => {
  const answers = new MomentAnswers(new ManualClock(0));
  const read = counted();
  expect(await answers.of(['north', { nasId: 'a' }], read)).toBe(1);
  expect(await answers.of(['north', { nasId: 'b' }], read)).toBe(2);
  expect(await answers.of(['south', { nasId: 'a' }], read)).toBe(3);
});

test('a failure is not kept', async () => {
  const answers = new MomentAnswers(new ManualClock(0));
  await expect(answers.of(['north'], () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await answers.of(['north'], counted())).toBe(1);
});
