import { createHash } from 'node:crypto';
import { isUtf8 } from 'node:buffer';

/**
 * What a NAS sent as text, as text that can be stored: sound UTF-8 without control characters stays as it
 * is, since some of it is sent back to the NAS byte by byte. Anything else (NUL is refused by PostgreSQL,
 * a line feed forges log lines) is escaped as `\xNN` per byte. Longer text is cut, its end replaced by a
 * digest of the whole, so that two long values never become one.
 */
export function storableText(bytes: Uint8Array, maxLength: number): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = isUtf8(buffer) ? buffer.toString('utf8') : '';
  const isPlain = text !== '' && !unstorable.test(text);
  const storable = isPlain || buffer.length === 0 ? text : escapeBytes(buffer);
  if (storable.length <= maxLength) return storable;
  const digest = createHash('sha256').update(buffer).digest('hex').slice(0, digestLength);
  return `${cutAt(storable, maxLength - digestLength - 1)}~${digest}`;
}

const digestLength = 24;
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unstorable = /[\u0000-\u001f\u007f-\u009f]/;

function escapeBytes(bytes: Buffer): string {
  let text = '';
  for (const byte of bytes) {
    const isPrintable = byte >= 0x20 && byte < 0x7f && byte !== 0x5c;
    text += isPrintable ? String.fromCodePoint(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}

/** Never between the two halves of a character. */
function cutAt(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
