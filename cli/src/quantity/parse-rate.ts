import { UsageError } from '../command-error.ts';
import { parseDecimal } from './parse-decimal.ts';

const EXPONENTS: Readonly<Record<string, number>> = { '': 0, k: 3, m: 6, g: 9, t: 12 };

/** Bits per second: `20M`, `512k`, `2.5G`, `1000000`; the letters are powers of 1000. */
export function parseRate(text: string, option: string): number {
  return parseScaled(text, option, 'a rate in bit/s such as 20M, 512k or 2.5G');
}

/** Bytes: `10G`, `500M`; the letters are powers of 1000. */
export function parseVolume(text: string, option: string): number {
  return parseScaled(text, option, 'a volume in bytes such as 10G or 500M');
}

function parseScaled(text: string, option: string, wanted: string): number {
  const match = /^([\d.]+)([kmgt]?)$/i.exec(text);
  const value = match && parseDecimal(match[1]!, EXPONENTS[match[2]!.toLowerCase()]!);
  if (!value || value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new UsageError(`--${option} "${text}" is not ${wanted}`);
  }
  return Number(value);
}
