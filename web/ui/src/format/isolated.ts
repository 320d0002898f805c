/** A name or figure that keeps its own writing direction inside a line of words, where no `<bdi>` can stand. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
