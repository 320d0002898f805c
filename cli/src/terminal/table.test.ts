import { expect, test } from 'vitest';
import { renderFacts, renderTable } from './table.ts';

test('columns line up, numbers to the right, nothing as a dash', () => {
  const rows = [
    { name: 'alice', count: 5 },
    { name: '東京', count: 12_345 },
    { name: null, count: 1 },
  ];
  const text = renderTable(
    [
      { heading: 'Name', cell: (row) => row.name },
      { heading: 'Count', align: 'right', cell: (row) => row.count },
    ],
    rows,
  );
  expect(text).toBe('NAME   COUNT\nalice      5\n東京   12345\n-          1\n');
});

test('a name with escape sequences cannot move the cursor', () => {
  expect(renderFacts([['User', 'a\u001b[2Jb\n\u202ec']])).toBe('User  a\\x1b[2Jb\\x0a\\u{202e}c\n');
});
