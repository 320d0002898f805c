import { describe, expect, it } from 'vitest';
import { readableText } from './readable-text.ts';

describe('readable text', () => {
  it.each([
    ['plain text in any script', 'علی@isp.example', 'علی@isp.example'],
    [
      'what another layer must escape itself',
      `'; drop table x;--<script>"=1+1`,
      `'; drop table x;--<script>"=1+1`,
    ],
    ['NUL, line feeds and escapes', 'a\0b\r\n\u001b[31m', String.raw`a\x00b\x0d\x0a\x1b[31m`],
    ['a doubled backslash, so that an escape cannot be forged', String.raw`\x00`, String.raw`\\x00`],
    ['marks that turn text around', 'abc\u202edcba\u2066', String.raw`abc\u{202e}dcba\u{2066}`],
  ])('keeps or shows %s', (_what, sent, stored) => {
    expect(readableText(Buffer.from(sent), 253)).toBe(stored);
  });

  it('shows bytes that are not UTF-8 as bytes', () => {
    expect(readableText(Buffer.from([0x61, 0xff, 0x00, 0x5c, 0xc3]), 253)).toBe(String.raw`a\xff\x00\\\xc3`);
  });

  it('cuts what is too long, never within a character', () => {
    expect(readableText(Buffer.from('abcdef'), 6)).toBe('abcdef');
    expect(readableText(Buffer.from('abcdefg'), 6)).toBe('abcde…');
    expect(readableText(Buffer.from('ab😀defg'), 4)).toBe('ab…');
  });
});
