import type { FairUseTier, Rates } from '../policy.ts';

/** Something that lets nobody be faster: a tier of fair use that was reached, or the speed after a quota. */
export interface SpeedCap {
  readonly rates: Rates;
  /** When the count that brought it begins anew; Infinity: never by itself. */
  readonly resetsAtMs: number;
  /** Null: the quota. */
  readonly tier: FairUseTier | null;
  /** Of the tier's period. */
  readonly usedBytes: number;
}

export interface CappedSpeed extends Rates {
  /** The cap that says most; undefined: none holds the base down. */
  readonly by: SpeedCap | undefined;
}

/** The base under all caps: of each direction the smallest. */
export function capSpeed(base: Rates, caps: readonly SpeedCap[]): CappedSpeed {
  let { downloadBps, uploadBps } = base;
  let by: SpeedCap | undefined;
  for (const cap of caps) {
    if (!isSlower(cap.rates, base)) continue;
    downloadBps = Math.min(downloadBps, cap.rates.downloadBps);
    uploadBps = Math.min(uploadBps, cap.rates.uploadBps);
    if (!by || saysMore(cap, by, base)) by = cap;
  }
  return { downloadBps, uploadBps, by };
}

/** Whether the answer would be another one with this cap too. */
export function wouldChange(speed: CappedSpeed, base: Rates, cap: SpeedCap): boolean {
  if (!isSlower(cap.rates, base)) return false;
  return isSlower(cap.rates, speed) || !speed.by || saysMore(cap, speed.by, base);
}

/** In at least one direction. */
function isSlower(a: Rates, b: Rates): boolean {
  return a.downloadBps < b.downloadBps || a.uploadBps < b.uploadBps;
}

/** The slower download, then the slower upload, then the one that lasts longer, then that of the longer period. */
function saysMore(a: SpeedCap, b: SpeedCap, base: Rates): boolean {
  const download =
    Math.min(a.rates.downloadBps, base.downloadBps) - Math.min(b.rates.downloadBps, base.downloadBps);
  if (download !== 0) return download < 0;
  const upload = Math.min(a.rates.uploadBps, base.uploadBps) - Math.min(b.rates.uploadBps, base.uploadBps);
  if (upload !== 0) return upload < 0;
  if (a.resetsAtMs !== b.resetsAtMs) return a.resetsAtMs > b.resetsAtMs;
  return periodRank(a) > periodRank(b);
}

function periodRank({ tier }: SpeedCap): number {
  return tier === null ? 3 : { day: 0, week: 1, month: 2 }[tier.period];
}
