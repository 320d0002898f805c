/** Whatever begins and ends with one of these FreeRADIUS takes apart: backquotes even run a program. */
const quotes = new Set(['"', "'", '`']);

/**
 * A text as the `value` of a row, so that FreeRADIUS reads that very text: it resolves backslashes, and takes what
 * stands in quotes of any kind for more than text. A password or a name may hold each of these.
 */
export function sqlValue(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\');
  const first = escaped[0];
  if (first === undefined || !quotes.has(first) || first !== escaped.at(-1)) return escaped;
  return `"${escaped.replaceAll('"', '\\"')}"`;
}
