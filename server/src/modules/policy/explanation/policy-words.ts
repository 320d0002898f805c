import { Temporal } from 'temporal-polyfill';
import type { CivilZone } from '../time/civil-zone.ts';
import type { Rates } from '../policy.ts';

/** How English sentences about a decision spell rates, sizes, times and dates. */

/** Download, then upload: `50M/25M`. */
export function rateWords({ downloadBps, uploadBps }: Rates): string {
  return `${bitsWords(downloadBps)}/${bitsWords(uploadBps)}`;
}

function bitsWords(bps: number): string {
  if (bps >= 1e9) return `${rounded(bps / 1e9)}G`;
  if (bps >= 1e6) return `${rounded(bps / 1e6)}M`;
  return bps >= 1e3 ? `${rounded(bps / 1e3)}k` : String(bps);
}

/** `310 of 300 GB`: both in the unit of the limit. */
export function bytesOf(used: number, limit: number): string {
  const [unit, name] = limit >= 1e9 ? [1e9, 'GB'] : limit >= 1e6 ? [1e6, 'MB'] : [1, 'bytes'];
  return `${rounded(used / unit)} of ${rounded(limit / unit)} ${name}`;
}

/** `3 h 20 min of 4 h`. */
export function timeOf(usedS: number, limitS: number): string {
  return `${durationWords(usedS)} of ${durationWords(limitS)}`;
}

function durationWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const words = [...(hours > 0 ? [`${hours} h`] : []), ...(minutes > 0 ? [`${minutes} min`] : [])];
  return words.join(' ');
}

/** Downwards, so that what is not yet reached never looks as if it were. */
function rounded(value: number): string {
  const steps = value < 10 ? 100 : value < 100 ? 10 : 1;
  // The figure a hair below a whole one that division made of a whole one is that one.
  return String(Math.floor(value * steps + 1e-9) / steps);
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export interface MomentContext {
  readonly zone: CivilZone;
  readonly nowMs: number;
}

/** `14:05` today, `1 December` at its midnight, else `1 December 14:05`; with its year unless it is this one. */
export function momentWords(atMs: number, { zone, nowMs }: MomentContext): string {
  const [at, now] = [civil(atMs, zone), civil(nowMs, zone)];
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  if (at.toPlainDate().equals(now.toPlainDate())) return time;
  const year = at.year === now.year ? '' : ` ${at.year}`;
  const date = `${at.day} ${months[at.month - 1]}${year}`;
  return at.startOfDay().epochMilliseconds === at.epochMilliseconds ? date : `${date} ${time}`;
}

/** `at 14:05`, `on 1 December`. */
export function atMoment(atMs: number, context: MomentContext): string {
  const words = momentWords(atMs, context);
  return `${/^\d\d:/.test(words) ? 'at' : 'on'} ${words}`;
}

function civil(atMs: number, zone: CivilZone): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone.name);
}
