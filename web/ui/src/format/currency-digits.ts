const exceptions: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/**
 * Minor units of a currency as powers of ten, by ISO 4217: 2 for EUR and IDR, 0 for JPY, 3 for KWD. Not asked of
 * the browser: its data says how many digits people write, which differs from version to version and is none for
 * rupiah, while amounts of the API are in ISO's units.
 */
export function currencyDigits(currency: string): number {
  const [digits] = Object.entries(exceptions).find(([, codes]) => codes.includes(currency)) ?? [2];
  return Number(digits);
}
