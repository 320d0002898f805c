import { describe, expect, test } from 'vitest';
import { prefixesOf, prefixFaults } from './prefix-lines.ts';

describe('the prefixes of a zone', () => {
  test('are one a line, without blank lines and notes', () => {
    expect(prefixesOf('10.0.0.0/8\n\n 192.0.2.7 # cache\n# nothing\n2001:db8::/32')).toEqual([
      { line: 1, prefix: '10.0.0.0/8' },
      { line: 3, prefix: '192.0.2.7' },
      { line: 5, prefix: '2001:db8::/32' },
    ]);
  });

  test.each(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::/0', '2001:db8:1:2:3:4:5:6'])(
    'take %s',
    (text) => {
      expect(prefixFaults(text)).toEqual([]);
    },
  );

  test.each([
    '10.0.0',
    '10.0.0.0/33',
    '300.0.0.1',
    'cdn.example',
    '2001:::1',
    '1:2:3',
    '::1/129',
    '10.0.0.0/8/9',
  ])('refuse %s with its line', (text) => {
    expect(prefixFaults(`10.9.0.0/16\n${text}`)).toEqual([{ line: 2, text, kind: 'notAPrefix' }]);
  });

  test('name a line that stands there twice', () => {
    expect(prefixFaults('10.0.0.0/8\n10.0.0.0/8')).toEqual([{ line: 2, text: '10.0.0.0/8', kind: 'twice' }]);
  });
});
