import { expect, test } from 'vitest';
import { nameBrowser } from './name-browser.ts';

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Windows'],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
    'Edge · Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome · Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1',
    'Safari · iOS',
  ],
])('a browser is named as people know it: %s', (userAgent, name) => {
  expect(nameBrowser(userAgent)).toEqual({ name, isProgram: false });
});

test('a program is named by its first word, and nothing by nothing', () => {
  expect(nameBrowser('curl/8.9.1')).toEqual({ name: 'curl', isProgram: true });
  expect(nameBrowser('node')).toEqual({ name: 'node', isProgram: true });
  expect(nameBrowser(null)).toEqual({ name: undefined, isProgram: true });
  expect(nameBrowser(' ')).toEqual({ name: undefined, isProgram: true });
});
