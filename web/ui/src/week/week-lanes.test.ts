import { expect, test } from 'vitest';
import { layLanes } from './week-lanes.ts';

const at = (fromMinute: number, toMinute: number, day = 1) => ({ day, fromMinute, toMinute });

test('stretches that overlap stand in lanes of their own, the first above, and lanes are used again', () => {
  const laid = layLanes([at(0, 600), at(300, 900), at(600, 1_200), at(0, 1_440, 2)]);
  expect(laid.map(({ lane }) => lane)).toEqual([0, 1, 0, 0]);
});
