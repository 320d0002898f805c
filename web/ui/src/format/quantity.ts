import { currencyDigits } from './currency-digits.ts';
import { numberFormat } from './number-format.ts';

const rateUnits = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'Tbit/s'];
const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const planUnits = ['', ' k', ' M', ' G', ' T'];
const step = 1_000;

/** Bits per second, decimal, three figures: `12.4 Mbit/s`. */
export function formatRate(bitsPerSecond: number, locale: string): string {
  return scaled(bitsPerSecond, { units: rateUnits, locale });
}

/** Bytes, decimal, three figures: `1.23 GB`. */
export function formatBytes(bytes: number, locale: string): string {
  return scaled(bytes, { units: byteUnits, locale });
}

/** The speeds of a plan as staff say them, download first: `50/25 M`, `1 G/500 M`; no limit shows as `∞`. */
export function formatPlanRate(downloadBps: number | null, uploadBps: number | null, locale: string): string {
  const [download, upload] = [planSide(downloadBps, locale), planSide(uploadBps, locale)];
  if (download.unit === upload.unit) return `${download.figure}/${upload.figure}${download.unit}`;
  return `${download.figure}${download.unit}/${upload.figure}${upload.unit}`;
}

/** A whole number with separators: `12,345`. */
export function formatCount(count: number, locale: string): string {
  return numberFormat(locale, { maximumFractionDigits: 0 }).format(count);
}

/** A large number for a tile: `12.3K`. */
export function formatCompact(count: number, locale: string): string {
  return numberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(count);
}

/** A share of one: `0.123` is `12.3%`. */
export function formatPercent(share: number, locale: string): string {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** An amount in the smallest unit of its currency: 12345 EUR is `€123.45`, 12345 KWD is `KWD 12.345`. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const amount = amountMinor / 10 ** currencyDigits(currency);
  const isWhole = Number.isInteger(amount);
  // What people write of a currency is the language's affair, but never less than there is.
  const digits = isWhole ? {} : { minimumFractionDigits: currencyDigits(currency) };
  return numberFormat(locale, { style: 'currency', currency, ...digits }).format(amount);
}

function scaled(value: number, { units, locale }: { units: string[]; locale: string }): string {
  const { figure, power } = scale(value, units.length - 1);
  // Parts of a bit or byte mean nothing; from the kilo up three figures are what can be compared at a glance.
  const options = power === 0 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 };
  return `${numberFormat(locale, options).format(figure)} ${units[power]}`;
}

/** 999,600 is 1.00 M and not 1,000 k: the unit is chosen after rounding to three figures. */
function scale(value: number, highest: number): { figure: number; power: number } {
  let figure = value;
  let power = 0;
  while (power < highest && Math.abs(Number(figure.toPrecision(3))) >= step) {
    figure /= step;
    power += 1;
  }
  return { figure, power };
}

function planSide(bitsPerSecond: number | null, locale: string): { figure: string; unit: string } {
  if (bitsPerSecond === null) return { figure: '∞', unit: '' };
  const { figure, power } = scale(bitsPerSecond, planUnits.length - 1);
  return {
    figure: numberFormat(locale, { maximumFractionDigits: 3 }).format(figure),
    unit: planUnits[power]!,
  };
}
