import { expect, test } from 'vitest';
import { gapsOf } from './use-virtual-rows.ts';

const item = (index: number) => ({
  index,
  key: index,
  lane: 0,
  size: 10,
  start: index * 10,
  end: index * 10 + 10,
});

test('rows left out keep their room: above, between the focused row and the others, and below', () => {
  expect(gapsOf([item(2), item(7), item(8)], 100)).toEqual({ before: [20, 40, 0], after: 10 });
});

test('no rows leave the whole height', () => {
  expect(gapsOf([], 50)).toEqual({ before: [], after: 50 });
});
