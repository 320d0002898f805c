import { describe, expect, test } from 'vitest';
import { evenTicks, stepPath } from './step-path.ts';

describe('steps', () => {
  test('hold their value up to the next and the last to the end', () => {
    const steps = [
      { from: 0, value: 50 },
      { from: 100, value: 10 },
    ];
    expect(stepPath(steps, { end: 200, top: 100 })).toBe('M0 50H50V90H100');
  });

  test('beyond the end of the axis are drawn at its edge', () => {
    const steps = [
      { from: 0, value: 1 },
      { from: 300, value: 0 },
    ];
    expect(stepPath(steps, { end: 100, top: 1 })).toBe('M0 0H100V100H100');
  });

  test('that are none draw nothing', () => {
    expect(stepPath([], { end: 1, top: 1 })).toBe('');
  });
});

describe('ticks', () => {
  test('are round figures within the axis', () => {
    expect(evenTicks(54, 4)).toEqual([0, 20, 40]);
    expect(evenTicks(375e9, 5)).toEqual([0, 100e9, 200e9, 300e9]);
    expect(evenTicks(1, 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  test('of an axis without length are its zero', () => {
    expect(evenTicks(0, 4)).toEqual([0]);
  });
});
