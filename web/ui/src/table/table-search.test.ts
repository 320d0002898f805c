import { describe, expect, test } from 'vitest';
import { tableSearch } from './table-search.ts';
import { emptyTableState, parseDateRange, withFilter, withNextSort } from './table-state.ts';

const search = tableSearch({ filters: ['q', 'status'], sorts: ['name', 'createdAt'] });

describe('a table in the URL', () => {
  test('what was written is read back', () => {
    const state = {
      sort: { key: 'createdAt', direction: 'desc' as const },
      filters: { q: 'AA:BB', status: 'active' },
      columns: ['name', 'plan'],
    };
    expect(search.toSearch(state)).toEqual({
      sort: '-createdAt',
      columns: 'name,plan',
      q: 'AA:BB',
      status: 'active',
    });
    expect(search.toState(search.toSearch(state))).toEqual(state);
  });

  test('an empty state leaves no parameter and clears those that were', () => {
    expect(search.toState(search.validateSearch({}))).toEqual(emptyTableState);
    expect({ q: 'old', tab: 'x', ...search.toSearch(emptyTableState) }).toEqual({ tab: 'x' });
    expect(search.validateSearch({})).toStrictEqual({});
  });

  test('numbers the router made of digits are text again', () => {
    expect(search.validateSearch({ q: 963 })).toEqual({ q: '963' });
  });

  test('unknown sorts, objects and long values do not get through', () => {
    expect(
      search.validateSearch({ sort: '-secret', q: { $gt: '' }, status: '', columns: 'a,<b>,a', x: 1 }),
    ).toEqual({ columns: 'a' });
    expect(search.validateSearch({ q: 'x'.repeat(10_000) }).q).toHaveLength(200);
  });
});

test('pressing a header goes up, down and back to the own order', () => {
  const up = withNextSort(emptyTableState, 'name');
  const down = withNextSort(up, 'name');
  expect([up.sort?.direction, down.sort?.direction, withNextSort(down, 'name').sort]).toEqual([
    'asc',
    'desc',
    null,
  ]);
});

test('an emptied filter is gone, not empty', () => {
  expect(withFilter(withFilter(emptyTableState, 'q', 'a'), 'q', '').filters).toStrictEqual({});
});

test('a date range with a side that is no date is open there', () => {
  expect(parseDateRange('2026-11-01..')).toEqual({ from: '2026-11-01' });
  expect(parseDateRange('yesterday..2026-11-21')).toEqual({ to: '2026-11-21' });
  expect(parseDateRange('2026-99-99..')).toEqual({});
});
