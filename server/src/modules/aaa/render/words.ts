import type { Burst } from '../../policy/index.ts';

/** A 64-bit amount travels as two attributes of 32 bits: the octets and how often they wrapped. */
const wordSize = 2 ** 32;

export function lowWord(amount: number): number {
  return amount % wordSize;
}

export function highWord(amount: number): number {
  return Math.floor(amount / wordSize);
}

/** The nearest that a 32-bit attribute can say; for a rate it is no limit at all in practice. */
export function clampToWord(amount: number): number {
  return Math.min(amount, wordSize - 1);
}

/** Never 0, which means no limit. */
export function kilobits(bitsPerSecond: number): number {
  return clampToWord(Math.max(1, Math.floor(bitsPerSecond / 1000)));
}

interface BucketBytes {
  readonly upload: number;
  readonly download: number;
}

/**
 * The token bucket that lets through what RouterOS's burst does. There the peak lasts until the mean over `timeS`
 * reaches the threshold, which is `threshold * timeS / peak` seconds; a bucket of rate R gives the peak P for S seconds
 * when it holds `(P - R) * S` bits.
 */
export function burstBuckets({
  burst,
  uploadBps,
  downloadBps,
}: {
  burst: Burst;
  uploadBps: number;
  downloadBps: number;
}): BucketBytes {
  const depth = (rate: number, peak: number, threshold: number): number =>
    Math.ceil(((peak - rate) * ((threshold * burst.timeS) / peak)) / 8);
  return {
    upload: depth(uploadBps, burst.uploadBps, burst.thresholdUploadBps),
    download: depth(downloadBps, burst.downloadBps, burst.thresholdDownloadBps),
  };
}
