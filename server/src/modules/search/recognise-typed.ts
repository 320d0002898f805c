import { isIPv4, isIPv6 } from 'node:net';
import { parseMac } from '../subscribers/index.ts';

/** What a text looks like; a phone number or a name is left to the words. */
export type Typed =
  | { kind: 'mac'; mac: string }
  /** The beginning of one, at least its vendor's half; `before` is exclusive. */
  | { kind: 'mac_prefix'; from: string; before: string | null }
  | { kind: 'ipv4'; address: string }
  | { kind: 'ipv6'; address: string }
  | { kind: 'email' }
  | { kind: 'phone' }
  | { kind: 'text' };

/** Says what was typed. A MAC address in any spelling; an address with its zone or prefix is none. */
export function recogniseTyped(text: string): Typed {
  const typed = text.trim();
  const mac = parseMac(typed);
  if (mac !== undefined) return { kind: 'mac', mac };
  if (isIPv4(typed)) return { kind: 'ipv4', address: typed };
  if (isIPv6(typed) && !typed.includes('%')) return { kind: 'ipv6', address: typed.toLowerCase() };
  if (/^([0-9a-f]{2}[:-]){2,5}[0-9a-f]{0,2}$/i.test(typed)) return macPrefix(typed);
  if (/^[^\s@]+@[^\s@]+$/.test(typed)) return { kind: 'email' };
  if (/^\+?[\d\s().-]{5,25}$/.test(typed)) return { kind: 'phone' };
  return { kind: 'text' };
}

/** From all zeros behind what was typed to all zeros behind the next number. */
function macPrefix(typed: string): Typed {
  const digits = typed.toLowerCase().replaceAll(/[:-]/g, '');
  const whole = digits.slice(0, digits.length - (digits.length % 2));
  const next = (BigInt(`0x${whole}`) + 1n).toString(16).padStart(whole.length, '0');
  return { kind: 'mac_prefix', from: toMac(whole), before: next.length > whole.length ? null : toMac(next) };
}

function toMac(digits: string): string {
  return digits.padEnd(12, '0').match(/../g)!.join(':');
}

/** What could be an Acct-Session-Id: one word with a digit in it. */
export function couldBeSessionId(text: string): boolean {
  return /^\S{4,64}$/.test(text) && /\d/.test(text);
}
