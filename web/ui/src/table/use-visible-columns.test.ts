import { expect, test } from 'vitest';
import type { ColumnDefinition } from './column.ts';
import { visibleIds } from './use-visible-columns.ts';

const column = (id: string, more: Partial<ColumnDefinition<object>> = {}): ColumnDefinition<object> => ({
  id,
  header: id,
  cell: () => null,
  ...more,
});
const columns = [
  column('name', { isHideable: false }),
  column('plan'),
  column('id', { isDefaultVisible: false }),
];

test('before anybody chose, the usual columns show', () => {
  expect(visibleIds(columns, null)).toEqual(['name', 'plan']);
});

test('a choice shows what it names, in the table’s order, and what may not be hidden', () => {
  expect(visibleIds(columns, ['id', 'plan'])).toEqual(['name', 'plan', 'id']);
  expect(visibleIds(columns, ['id'])).toEqual(['name', 'id']);
});

test('a choice of columns that no longer exist is no choice', () => {
  expect(visibleIds(columns, ['gone'])).toEqual(['name', 'plan']);
});
