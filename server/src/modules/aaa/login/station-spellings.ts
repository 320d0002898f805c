import { parseMac } from '../../subscribers/index.ts';

/**
 * Every spelling in which routers send a MAC address as Calling-Station-Id, so that one device is found by
 * equality, which an index answers; undefined for what is no MAC address.
 */
export function stationSpellings(typed: string): string[] | undefined {
  const mac = parseMac(typed);
  if (mac === undefined) return undefined;
  const digits = mac.replaceAll(':', '');
  const groups = (length: number, separator: string): string =>
    digits.match(new RegExp(`.{${length}}`, 'g'))!.join(separator);
  const lower = [groups(2, ':'), groups(2, '-'), groups(4, '.'), groups(4, '-'), groups(6, '-'), digits];
  return [...lower, ...lower.map((spelling) => spelling.toUpperCase())];
}
