/** The bounds of everything that begins with what was typed; `to` is exclusive for text, inclusive otherwise. */
export interface PrefixRange {
  from: string;
  to: string;
}

/** The highest code point of the C collation's order, which no readable text holds. */
const afterAllText = '\u{10FFFF}';

/** Text in the C collation. */
export function textRange(prefix: string): PrefixRange {
  return { from: prefix, to: prefix + afterAllText };
}

/** `10.1`, `10.1.`, `10.1.2.3`: the IPv4 addresses that begin so, by whole octets; undefined for anything else. */
export function ipv4Range(typed: string): PrefixRange | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){0,3}\.?$/.test(typed) || !typed.includes('.')) return undefined;
  const octets = typed.split('.').filter((octet) => octet !== '');
  if (octets.length > 4 || octets.some((octet) => Number(octet) > 255)) return undefined;
  const fill = (octet: string): string => Array.from({ length: 4 }, (_, i) => octets[i] ?? octet).join('.');
  return { from: fill('0'), to: fill('255') };
}

/** `aa:bb`, `AABB`, `aa-bb-c`: the MAC addresses that begin so; undefined for anything else. */
export function macRange(typed: string): PrefixRange | undefined {
  if (!/^[0-9a-f]+([:.-][0-9a-f]+)*[:.-]?$/i.test(typed)) return undefined;
  const digits = typed.replaceAll(/[:.-]/g, '').toLowerCase();
  if (digits.length < 2 || digits.length > 12) return undefined;
  const fill = (digit: string): string => digits.padEnd(12, digit).match(/../g)!.join(':');
  return { from: fill('0'), to: fill('f') };
}
