/**
 * Text from the network or another person, safe on a terminal: control characters, which could move the cursor
 * or hide what follows, show as `\xNN` or `\u{NNNN}`, and so do the marks that turn the writing direction.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0)!;
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}
