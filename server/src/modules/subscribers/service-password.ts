import type { Random } from '@trunkline/kit';

/** Easy to read out on the telephone: no capitals, no 0 o 1 l i. 12 of 31 characters are 59 bits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const generatedLength = 12;

/** A PAP password has at most 128 octets (RFC 2865 §5.2). */
export const mostPasswordBytes = 128;

export function generateServicePassword(random: Random): string {
  return Array.from({ length: generatedLength }, () => alphabet[random.integer(alphabet.length)]!).join('');
}
