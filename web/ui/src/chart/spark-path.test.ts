import { describe, expect, test } from 'vitest';
import { sparkPaths } from './spark-path.ts';

describe('a sparkline', () => {
  test('a gap breaks the line and zero lies at the foot', () => {
    const { line, area } = sparkPaths([0, 10, null, 5], { width: 90, height: 23 });
    expect(line).toBe('M0,21.5L30,1.5M90,11.5');
    expect(area.match(/Z/g)).toHaveLength(2);
  });

  test('no values draw nothing', () => {
    expect(sparkPaths([], { width: 9, height: 9 })).toEqual({ line: '', area: '' });
    expect(sparkPaths([null, null], { width: 9, height: 9 })).toEqual({ line: '', area: '' });
  });
});
