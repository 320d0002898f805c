import { expect, test } from 'vitest';
import { BoundedQueue } from './bounded-queue.ts';

test('a full queue refuses and keeps what it has, in order', () => {
  const queue = new BoundedQueue<number>(3);
  expect([1, 2, 3, 4].map((item) => queue.push(item))).toEqual([true, true, true, false]);
  expect(queue.take(2)).toEqual([1, 2]);
  expect([queue.push(5), queue.push(6), queue.push(7)]).toEqual([true, true, false]);
  expect(queue.take(10)).toEqual([3, 5, 6]);
  expect(queue.shift()).toBeUndefined();
});
