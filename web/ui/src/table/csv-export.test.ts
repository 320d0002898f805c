import { expect, test } from 'vitest';
import { exportCsv, maximumCsvRows } from './csv-export.ts';
import type { ColumnDefinition } from './column.ts';

const columns: ColumnDefinition<number>[] = [
  { id: 'n', header: 'n', cell: (row) => row, csv: (row) => String(row) },
];
const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at);

test('every page of the filtered list is written once, in order', async () => {
  const cursors: (string | null)[] = [];
  const seen: number[] = [];
  const file = await exportCsv(
    {
      columns,
      fetchPage: (cursor) => {
        cursors.push(cursor);
        const from = Number(cursor ?? 0);
        return Promise.resolve({
          data: range(from, 2),
          meta: { nextCursor: from === 4 ? null : `${from + 2}` },
        });
      },
    },
    { signal: new AbortController().signal, onRows: (rows) => seen.push(rows) },
  );
  expect(cursors).toEqual([null, '2', '4']);
  expect(seen).toEqual([2, 4, 6]);
  expect(file).toMatchObject({ rows: 6, isCut: false });
  expect(file.parts.join('')).toBe('\uFEFFn\r\n0\r\n1\r\n2\r\n3\r\n4\r\n5\r\n');
});

test('a list longer than the maximum ends there and says so', async () => {
  const file = await exportCsv(
    {
      columns,
      fetchPage: (cursor) =>
        Promise.resolve({
          data: range(Number(cursor ?? 0), 30_000),
          meta: { nextCursor: `${Number(cursor ?? 0) + 30_000}` },
        }),
    },
    { signal: new AbortController().signal, onRows: () => undefined },
  );
  expect(file).toMatchObject({ rows: maximumCsvRows, isCut: true });
  expect(
    file.parts
      .join('')
      .trimEnd()
      .endsWith(`\r\n${maximumCsvRows - 1}`),
  ).toBe(true);
});

test('pages without rows and without end do not run for ever', async () => {
  let asked = 0;
  const file = await exportCsv(
    { columns, fetchPage: () => Promise.resolve({ data: [], meta: { nextCursor: `${(asked += 1)}` } }) },
    { signal: new AbortController().signal, onRows: () => undefined },
  );
  expect(file).toMatchObject({ rows: 0, isCut: true });
});

test('cancelling stops before the next page and makes no file', async () => {
  const stop = new AbortController();
  let asked = 0;
  const file = exportCsv(
    {
      columns,
      fetchPage: () => {
        asked += 1;
        return Promise.resolve({ data: [1], meta: { nextCursor: 'more' } });
      },
    },
    { signal: stop.signal, onRows: (rows) => rows === 3 && stop.abort() },
  );
  await expect(file).rejects.toMatchObject({ name: 'AbortError' });
  expect(asked).toBe(3);
});
