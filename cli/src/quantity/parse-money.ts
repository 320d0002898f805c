import { UsageError } from '../command-error.ts';
import { parseDecimal } from './parse-decimal.ts';

export interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** `29.99` in a currency as whole minor units: cents for USD, yen for JPY, fils for KWD. */
export function parseMoney(text: string, currency: string): Money {
  const code = currency.toUpperCase();
  const digits = minorDigits(code);
  if (digits === undefined) {
    throw new UsageError(`--currency "${currency}" is not a currency code such as USD`);
  }
  const amount = parseDecimal(text, digits);
  if (amount === undefined || amount > BigInt(Number.MAX_SAFE_INTEGER)) {
    const example = digits === 0 ? '2999' : `29.${'9'.repeat(digits)}`;
    throw new UsageError(`--price "${text}" is not an amount in ${code} such as ${example}`);
  }
  return { amountMinor: Number(amount), currency: code };
}

/** `2999` cents as `29.99 USD`. */
export function formatMoney({ amountMinor, currency }: Money): string {
  const digits = minorDigits(currency) ?? 2;
  const text = String(amountMinor).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`} ${currency}`;
}

/** How many decimals a currency has; undefined when there is no such currency. */
function minorDigits(code: string): number | undefined {
  if (!Intl.supportedValuesOf('currency').includes(code)) return undefined;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
  return format.resolvedOptions().maximumFractionDigits;
}
