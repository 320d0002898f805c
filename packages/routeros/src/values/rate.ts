/** What RouterOS writes as `upload/download`: its first number belongs to the target of a queue. */
export interface RatePair {
  readonly uploadBps: number;
  readonly downloadBps: number;
}

export interface BytePair {
  readonly uploadBytes: bigint;
  readonly downloadBytes: bigint;
}

const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000, g: 1_000_000_000 };

/** Bit/s of `10M`, `512k`, `1.5M` or plain digits. */
export function parseRate(text: string | undefined): number | undefined {
  const match = /^(\d{1,15}(?:\.\d{1,6})?)([kmg]?)$/i.exec(text ?? '');
  if (!match) return undefined;
  return Math.round(Number(match[1]) * FACTORS[match[2]!.toLowerCase()]!);
}

/** A pair of rates; a single one stands for both. */
export function parseRatePair(text: string | undefined): RatePair | undefined {
  const [first, second = first, ...more] = (text ?? '').split('/');
  const uploadBps = parseRate(first);
  const downloadBps = parseRate(second);
  if (uploadBps === undefined || downloadBps === undefined || more.length > 0) return undefined;
  return { uploadBps, downloadBps };
}

/** In plain digits, which every version takes. */
export function formatRatePair({ uploadBps, downloadBps }: RatePair): string {
  for (const rate of [uploadBps, downloadBps]) {
    if (!Number.isSafeInteger(rate) || rate < 0) throw new RangeError(`${rate} is no rate`);
  }
  return `${uploadBps}/${downloadBps}`;
}

/** A pair of counters. */
export function parseBytePair(text: string | undefined): BytePair | undefined {
  const match = /^(\d{1,20})\/(\d{1,20})$/.exec(text ?? '');
  return match ? { uploadBytes: BigInt(match[1]!), downloadBytes: BigInt(match[2]!) } : undefined;
}
