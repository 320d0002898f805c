import { expect, test } from 'vitest';
import { withTags } from './with-tags.ts';

const limits = { maxCount: 3, maxLength: 5 };

test('a pasted list becomes tags, in Arabic commas too', () => {
  expect(withTags({ tags: [], typed: ' vip , tower،far\n', ...limits })).toEqual(['vip', 'tower', 'far']);
});

test('a tag stands once and blanks never', () => {
  expect(withTags({ tags: ['vip'], typed: 'vip,, ,', ...limits })).toEqual(['vip']);
});

test('no more and no longer tags than allowed', () => {
  expect(withTags({ tags: ['a', 'b'], typed: 'abcdefgh,d,e', ...limits })).toEqual(['a', 'b', 'abcde']);
});
