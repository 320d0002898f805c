import { expect, test } from 'vitest';
import { placeAfter } from './place-after.ts';

const origin = 'https://isp.example';

test('a page of this site is gone to, with its search and hash', () => {
  expect(placeAfter('/subscribers?status=active#top', origin)).toBe('/subscribers?status=active#top');
});

test.each([
  undefined,
  '',
  'subscribers',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
])('no other site and no script: %s', (next) => {
  expect(placeAfter(next, origin)).toBe('/');
});
