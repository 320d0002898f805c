import { expect, test } from 'vitest';
import { columnWidths, menuWidth, selectWidth } from './column-widths.ts';
import type { ColumnDefinition } from './column.ts';

const column = (id: string, width: number, isSticky = false): ColumnDefinition<object> => ({
  id,
  header: id,
  cell: () => null,
  width,
  isSticky,
});
const columns = [column('a', 100, true), column('b', 50, true), column('c', 100), column('d', 300)];

test('room that is left goes to the columns that do not stick, in proportion', () => {
  const { widths, total } = columnWidths({ columns, available: 1026, hasSelection: true, hasMenu: true });
  expect([...widths.values()]).toEqual([100, 50, 200, 600]);
  expect(total).toBe(selectWidth + menuWidth + 950);
});

test('where room is short columns keep their width and the table scrolls', () => {
  const { widths, total } = columnWidths({ columns, available: 320, hasSelection: false, hasMenu: false });
  expect([...widths.values()]).toEqual([100, 50, 100, 300]);
  expect(total).toBe(550);
});

test('each sticky column stays beside the one before', () => {
  const { stickyOffsets } = columnWidths({ columns, available: 0, hasSelection: true, hasMenu: false });
  expect([...stickyOffsets]).toEqual([
    ['a', selectWidth],
    ['b', selectWidth + 100],
  ]);
});
