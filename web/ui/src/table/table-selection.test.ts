import { expect, test } from 'vitest';
import {
  emptySelection,
  isEmptySelection,
  isSelected,
  isSelectionStale,
  selectedCount,
  selectionOfFilter,
  withRows,
} from './table-selection.ts';

test('rows are ticked once and unticked', () => {
  const two = withRows(withRows(emptySelection, ['a', 'b'], true), ['b'], true);
  expect(two).toEqual({ mode: 'rows', ids: ['a', 'b'] });
  expect(isEmptySelection(withRows(two, ['a', 'b'], false))).toBe(true);
});

test('all that match means also rows never seen, without those unticked', () => {
  const all = withRows(selectionOfFilter({ status: 'active' }), ['b'], false);
  expect([isSelected(all, 'a'), isSelected(all, 'b')]).toEqual([true, false]);
  expect(selectedCount(all, 100)).toBe(99);
  expect(selectedCount(all, undefined)).toBeUndefined();
  expect(withRows(all, ['b'], true)).toEqual(selectionOfFilter({ status: 'active' }));
});

test('a selection by filter does not survive another filter', () => {
  const all = selectionOfFilter({ status: 'active' });
  expect(isSelectionStale(all, { status: 'active' })).toBe(false);
  expect(isSelectionStale(all, { status: 'active', q: 'x' })).toBe(true);
  expect(isSelectionStale(all, {})).toBe(true);
  expect(isSelectionStale(withRows(emptySelection, ['a'], true), {})).toBe(false);
});
