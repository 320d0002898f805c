/** What is wrong with a line of prefixes; the API has the last word. */
export interface PrefixFault {
  /** From 1. */
  line: number;
  text: string;
  kind: 'notAPrefix' | 'twice';
}

/** The prefixes of a text: one a line, blank lines and what follows a # left out. */
export function prefixesOf(text: string): { line: number; prefix: string }[] {
  return text.split('\n').flatMap((written, index) => {
    const prefix = written.replace(/#.*$/, '').trim();
    return prefix === '' ? [] : [{ line: index + 1, prefix }];
  });
}

/** The lines that cannot be kept, so that they are seen before they are sent. */
export function prefixFaults(text: string): PrefixFault[] {
  const seen = new Set<string>();
  return prefixesOf(text).flatMap(({ line, prefix }): PrefixFault[] => {
    if (!isPrefix(prefix)) return [{ line, text: prefix, kind: 'notAPrefix' }];
    if (seen.has(prefix)) return [{ line, text: prefix, kind: 'twice' }];
    seen.add(prefix);
    return [];
  });
}

/** An address, or one with its length: `10.0.0.0/8`, `2001:db8::/32`. */
function isPrefix(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  if (more.length > 0) return false;
  const isV6 = address.includes(':');
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > (isV6 ? 128 : 32))) return false;
  return isV6 ? isV6Address(address) : isV4Address(address);
}

function isV4Address(address: string): boolean {
  const parts = address.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isV6Address(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const isWhole = halves.length === 1 ? groups.length === 8 : groups.length < 8;
  return isWhole && groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
}
