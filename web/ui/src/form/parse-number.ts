/** Western digits from those that Arabic and Persian keyboards type. */
function westernDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.codePointAt(0)! & 0xf));
}

/**
 * A number as people type it: spaces and thousands separators are dropped, the last comma or point is the decimal
 * one when it alone can be. `undefined` when it is none.
 */
export function parseNumber(text: string): number | undefined {
  const plain = westernDigits(text)
    .replaceAll(/[\s\u00a0\u202f٬_']/g, '')
    .replaceAll('٫', '.');
  const separators = plain.replaceAll(/[^.,]/g, '');
  const decimal = decimalOf(plain, separators);
  const grouped = decimal < 0 ? [plain] : [plain.slice(0, decimal), plain.slice(decimal + 1)];
  const digits = grouped.map((part) => part.replaceAll(/[.,]/g, '')).join('.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : undefined;
}

/** Where the decimal separator stands; -1 when all of them group thousands. */
function decimalOf(plain: string, separators: string): number {
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (separators.length === 0) return -1;
  const isOneKind = new Set(separators.split('')).size === 1;
  // `1,234,567` and `1.234.567` group; `1,234` does too, while `1.234` is read as the API writes it.
  if (isOneKind && (separators.length > 1 || (separators === ',' && /^-?\d{1,3},\d{3}$/.test(plain))))
    return -1;
  return last;
}
