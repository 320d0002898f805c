import { expect, test } from 'vitest';
import { InFlightLimit } from './in-flight-limit.ts';

/** Tasks that end when the test says so. */
function heldTasks(limit: InFlightLimit) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const start = (number: number) =>
    limit.run(async () => {
      begun.push(number);
      await new Promise<void>((resolve) => ends.push(resolve));
      return number;
    });
  return { begun, ends, start };
}

test('so many run, the next wait their turn in order, and beyond the line none is begun', async () => {
  const limit = new InFlightLimit({ maxRunning: 2, maxWaiting: 2 });
  const { begun, ends, start } = heldTasks(limit);
  const results = [0, 1, 2, 3, 4].map(start);
  expect(begun).toEqual([0, 1]);
  expect(await results[4]).toBeUndefined();
  const idle = limit.whenIdle();
  for (let number = 0; number < 4; number++) {
    await expect.poll(() => ends.length).toBeGreaterThan(number);
    ends[number]!();
    expect(limit.running).toBeLessThanOrEqual(2);
  }
  await idle;
  expect(await Promise.all(results)).toEqual([0, 1, 2, 3, undefined]);
  expect(begun).toEqual([0, 1, 2, 3]);
  expect(limit.running).toBe(0);
});

test('a task that fails gives its place back', async () => {
  const limit = new InFlightLimit({ maxRunning: 1, maxWaiting: 1 });
  await expect(limit.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await limit.run(async () => 'next')).toBe('next');
  await limit.whenIdle();
});
