/**
 * Text of a stranger, such as a router, as a column takes it: no longer than `most`, and without what PostgreSQL refuses
 * in any text: a zero byte, or half a character, as a cut leaves it.
 */
export function storableText(text: string, most: number): string {
  return text.slice(0, most).toWellFormed().replaceAll('\0', '\ufffd');
}
