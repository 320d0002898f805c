import { isUtf8 } from 'node:buffer';

/**
 * Turns what a stranger sent into text that can be stored and shown: bytes that are not UTF-8, NUL (which
 * PostgreSQL refuses) and control characters, also the invisible ones that turn text around, become `\xNN`
 * or `\u{N}`; a backslash is doubled, so that no two inputs give one text. Longer text is cut, with `…`.
 */
export function readableText(bytes: Uint8Array, maxLength: number): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const readable = isUtf8(buffer)
    ? buffer.toString('utf8').replaceAll(unreadable, escapeCharacter)
    : Array.from(buffer, escapeByte).join('');
  return readable.length <= maxLength ? readable : `${cutAt(readable, maxLength - 1)}…`;
}

/** Controls, line and paragraph separators, byte order mark, bidirectional marks and overrides, backslash. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unreadable = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\\]/g;

function escapeCharacter(character: string): string {
  if (character === '\\') return '\\\\';
  const code = character.codePointAt(0)!;
  return code < 0x80 ? hexEscape(code) : `\\u{${code.toString(16)}}`;
}

function escapeByte(byte: number): string {
  if (byte >= 0x80) return hexEscape(byte);
  return String.fromCodePoint(byte).replace(unreadable, escapeCharacter);
}

function hexEscape(code: number): string {
  return `\\x${code.toString(16).padStart(2, '0')}`;
}

/** Never between the two halves of a character. */
function cutAt(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
