import { expect, test } from 'vitest';
import { arrangeRows, has } from './arrange-rows.ts';

const rows = [
  { name: 'Basra', size: 10 },
  { name: 'amman', size: 9 },
  { name: 'Zarqa', size: 100 },
];
const arrangement = {
  filters: { name: (row: { name: string }, wanted: string) => has(row.name, wanted) },
  sorts: { name: (row: { name: string }) => row.name, size: (row: { size: number }) => row.size },
};
const namesOf = (filters: Record<string, string>, sort: { key: string; direction: 'asc' | 'desc' } | null) =>
  arrangeRows(rows, { filters, sort, columns: null }, arrangement).map(({ name }) => name);

test('without a filter and a sort the rows stay as they come', () => {
  expect(namesOf({}, null)).toEqual(['Basra', 'amman', 'Zarqa']);
});

test('text is found and ordered whatever its case, figures by their size', () => {
  expect(namesOf({ name: ' AM' }, null)).toEqual(['amman']);
  expect(namesOf({}, { key: 'name', direction: 'asc' })).toEqual(['amman', 'Basra', 'Zarqa']);
  expect(namesOf({}, { key: 'size', direction: 'desc' })).toEqual(['Zarqa', 'Basra', 'amman']);
});
