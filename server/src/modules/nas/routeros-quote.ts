/**
 * A value as RouterOS reads it back, whatever it holds, typed at a terminal or in a script. Inside quotes `$`
 * would begin a variable, `\` an escape, and `?` asks the terminal of RouterOS 6 for help. Everything that is
 * not printable ASCII goes as `\XX` octets of UTF-8: a tab would complete a word, a line end run the line.
 */
export function quoteRouterOs(value: string): string {
  return `"${Array.from(Buffer.from(value, 'utf8'), quoteOctet).join('')}"`;
}

const special = new Set(['"', '\\', '$', '?']);

function quoteOctet(octet: number): string {
  const character = String.fromCharCode(octet);
  if (special.has(character)) return `\\${character}`;
  if (octet >= 0x20 && octet < 0x7f) return character;
  return `\\${octet.toString(16).toUpperCase().padStart(2, '0')}`;
}
