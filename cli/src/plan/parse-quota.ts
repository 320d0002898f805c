import { UsageError } from '../command-error.ts';
import { parseDuration } from '../quantity/parse-duration.ts';
import { parseRate, parseVolume } from '../quantity/parse-rate.ts';

const PERIODS = {
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  anniversary: 'anniversary',
  once: 'one_time',
} as const;

export interface Quota {
  readonly period: (typeof PERIODS)[keyof typeof PERIODS];
  readonly bytes: number | null;
  readonly timeS: number | null;
  readonly atZero: 'cut' | 'slow' | 'walled_garden';
  readonly slow: { readonly downloadBps: number; readonly uploadBps: number } | null;
}

export interface FairUseStep {
  readonly period: 'day' | 'week' | 'month';
  readonly thresholdBytes: number;
  readonly downloadBps: number;
  readonly uploadBps: number;
}

/** `100G/monthly`, `10h/daily/walled-garden`, `100G+50h/once/slow:1M/512k`: what, per what, and what then. */
export function parseQuota(text: string): Quota {
  const match = /^([^/]+)\/([a-z]+)(?:\/(cut|walled-garden|slow:[^/]+\/[^/]+))?$/.exec(text);
  const period = PERIODS[match?.[2] as keyof typeof PERIODS];
  if (!match || !period) {
    throw new UsageError(
      `--quota "${text}" is not like 100G/monthly, 10h/daily/walled-garden or 100G/once/slow:1M/512k`,
    );
  }
  const end = match[3] ?? 'cut';
  const slow = end.startsWith('slow:') ? parseRates(end.slice('slow:'.length), 'quota') : null;
  const atZero = slow ? 'slow' : end === 'cut' ? 'cut' : 'walled_garden';
  return { period, ...parseAmount(match[1]!), atZero, slow };
}

/** `day:10G:5M/2M`: the period, from which volume on, and how fast then. */
export function parseFairUse(text: string): FairUseStep {
  const match = /^(day|week|month):([^:]+):([^:]+)$/.exec(text);
  if (!match) throw new UsageError(`--fair-use "${text}" is not like day:10G:5M/2M`);
  const [, period, volume, rates] = match;
  return {
    period: period as FairUseStep['period'],
    thresholdBytes: parseVolume(volume!, 'fair-use'),
    ...parseRates(rates!, 'fair-use'),
  };
}

/** Bytes, hours or days, or one of each joined by a plus. */
function parseAmount(text: string): Pick<Quota, 'bytes' | 'timeS'> {
  const parts = text.split('+');
  const times = parts.filter((part) => /^\d+[hd]$/.test(part));
  const volumes = parts.filter((part) => !times.includes(part));
  if (times.length > 1 || volumes.length > 1) {
    throw new UsageError(
      `--quota "${text}" is not a volume such as 100G, hours such as 10h, or both: 100G+10h`,
    );
  }
  const [time] = times;
  const [volume] = volumes;
  return {
    bytes: volume === undefined ? null : parseVolume(volume, 'quota'),
    timeS: time === undefined ? null : parseDuration(time, 'quota'),
  };
}

/** Download first, as everywhere. */
function parseRates(text: string, option: string): { downloadBps: number; uploadBps: number } {
  const [download, upload, ...rest] = text.split('/');
  if (download === undefined || upload === undefined || rest.length > 0) {
    throw new UsageError(`--${option} "${text}" is not a download and an upload rate such as 5M/2M`);
  }
  return { downloadBps: parseRate(download, option), uploadBps: parseRate(upload, option) };
}
