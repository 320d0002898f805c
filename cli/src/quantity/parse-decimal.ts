/**
 * A decimal number times ten to the power of `exponent`, exactly, or undefined when the text is no plain decimal
 * or the product is not whole. Floating point would make 2.3 M of 2,299,999.
 */
export function parseDecimal(text: string, exponent: number): bigint | undefined {
  const match = /^(\d{1,18})(?:\.(\d{1,18}))?$/.exec(text);
  if (!match) return undefined;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) return undefined;
  return BigInt(match[1]! + fraction.padEnd(exponent, '0'));
}
