import { expect, test } from 'vitest';
import { healthSpans, spanOf, validateHealthSearch } from './health-search.ts';

test('an address keeps the span that was chosen, as a number too, and none for the standard one', () => {
  for (const span of healthSpans) expect(spanOf(validateHealthSearch({ minutes: span }))).toBe(span);
  expect(validateHealthSearch({ minutes: 180 })).toEqual({ minutes: '180' });
  expect(validateHealthSearch({ minutes: '60' })).toEqual({});
});

test('what an address says besides is as if it were not there', () => {
  for (const minutes of ['5', 'x', '', null, ['30', '60'], {}]) {
    expect(spanOf(validateHealthSearch({ minutes, other: 1 }))).toBe('60');
  }
});
