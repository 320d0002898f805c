import { isUtf8 } from 'node:buffer';

/** Text as a router keeps it: UTF-8, or whatever bytes an old Winbox on Windows has left there, read as Latin-1. */
export function decodeText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  // Only text with a replacement character can have been no UTF-8; it may also hold one that was meant.
  return text.includes('\ufffd') && !isUtf8(bytes) ? bytes.toString('latin1') : text;
}
