import { expect, test } from 'vitest';
import { rowDifferences } from './row-differences.ts';

const fields = ['name', 'phone', 'address.city', 'tags'];

test('only fields that differ are told, in the order asked for', () => {
  const theirs = { name: 'Amal', phone: '1', address: { city: 'Basra' }, tags: ['a'] };
  const yours = { name: 'Amal H.', phone: '1', address: { city: 'Najaf' }, tags: ['a'] };
  expect(rowDifferences({ theirs, yours }, fields)).toEqual([
    { field: 'name', theirs: 'Amal', yours: 'Amal H.' },
    { field: 'address.city', theirs: 'Basra', yours: 'Najaf' },
  ]);
});

test('fields that the form does not edit are left out', () => {
  expect(rowDifferences({ theirs: { revision: 2 }, yours: { revision: 1 } }, fields)).toEqual([]);
});

test('nothing, null and an empty text are one', () => {
  expect(rowDifferences({ theirs: { phone: null, address: null }, yours: { phone: '' } }, fields)).toEqual(
    [],
  );
});

test('lists differ by content and order, objects by content alone', () => {
  expect(differ(['a', 'b'], ['b', 'a'])).toBe(1);
  expect(differ({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(0);
});

test('zero and false are values', () => {
  expect(rowDifferences({ theirs: { name: 0 }, yours: { name: '' } }, fields)).toHaveLength(1);
  expect(rowDifferences({ theirs: { name: false }, yours: {} }, fields)).toHaveLength(1);
});

function differ(theirs: unknown, yours: unknown): number {
  return rowDifferences({ theirs: { tags: theirs }, yours: { tags: yours } }, fields).length;
}
