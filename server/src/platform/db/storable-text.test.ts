import { expect, test } from 'vitest';
import { storableText } from './storable-text.ts';

test('what PostgreSQL refuses in a text is replaced, the rest stays to the length that is asked', () => {
  expect(storableText('tower\0<b>', 100)).toBe('tower\ufffd<b>');
  expect(storableText('ab😀', 3)).toBe('ab\ufffd');
  expect(storableText('برج', 2)).toBe('بر');
});
