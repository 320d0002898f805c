/** Bit/s of both directions from the subscriber's view; 0 is no limit. */
export interface Rates {
  readonly uploadBps: number;
  readonly downloadBps: number;
}

/** What RouterOS makes of a Mikrotik-Rate-Limit: the fields of its dynamic queue. */
export interface RateLimit {
  readonly maxLimit: Rates;
  readonly burstLimit: Rates;
  readonly burstThreshold: Rates;
  readonly burstTime: string;
  readonly priority: string;
  readonly limitAt: Rates;
}

const NO_RATES: Rates = { uploadBps: 0, downloadBps: 0 };

/** Reads `rx/tx burst/burst threshold/threshold time/time priority min/min`; undefined for what is none. */
export function parseRateLimit(text: string): RateLimit | undefined {
  const [rate, burst, threshold, time, priority, least] = text.trim().split(/ +/);
  const maxLimit = parseRates(rate);
  if (!maxLimit) return undefined;
  const burstLimit = burst === undefined ? NO_RATES : parseRates(burst);
  const burstThreshold = threshold === undefined ? (burst ? maxLimit : NO_RATES) : parseRates(threshold);
  const limitAt = least === undefined ? maxLimit : parseRates(least);
  if (!burstLimit || !burstThreshold || !limitAt) return undefined;
  const seconds = pairOf(time ?? (burst ? '1' : '0')).map((part) => `${part.replace(/s$/, '')}s`);
  return {
    maxLimit,
    burstLimit,
    burstThreshold,
    burstTime: seconds.join('/'),
    priority: pairOf(priority ?? '8').join('/'),
    limitAt,
  };
}

/** A pair as an operator writes it, `10M/50M`; one alone stands for both. */
export function parseRates(text: string | undefined): Rates | undefined {
  const [upload, download] = pairOf(text ?? '').map(parseRate);
  if (upload === undefined || download === undefined) return undefined;
  return { uploadBps: upload, downloadBps: download };
}

/** As the API tells it: plain digits. */
export function ratesText({ uploadBps, downloadBps }: Rates): string {
  return `${uploadBps}/${downloadBps}`;
}

function pairOf(text: string): [string, string] {
  const [first = '', second = first] = text.split('/');
  return [first, second];
}

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

function parseRate(text: string): number | undefined {
  const match = /^(\d{1,15}(?:\.\d{1,6})?)([kmg]?)$/i.exec(text);
  return match ? Math.round(Number(match[1]) * FACTORS[match[2]!.toLowerCase()]!) : undefined;
}
