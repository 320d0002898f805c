const formats = new Map<string, Intl.NumberFormat>();

/**
 * Number formats are dear to make and used in every row. Digits are Western in every language: staff read rates,
 * addresses and ids side by side, and those have no other.
 */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { ...options, numberingSystem: 'latn' });
    formats.set(key, format);
  }
  return format;
}
