import type { Tx } from '../../platform/db/index.ts';
import { countLogins, nasNow, type LoginCount, type NasNow } from '../aaa/index.ts';
import { readOnline, readTraffic, stepAxis, trafficLines, type StepAxis } from '../sessions/index.ts';
import { isFresh, readExpiring, readNasNames, type ExpiringSubscription } from './dashboard-store.ts';
import { readFigures, type Figures } from './figures.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const hourS = 3_600;
const expiringDays = 7;
const recentRejectsMinutes = 5;
const maxWorst = 5;

/** Everything that the first page shows, of one tenant at one instant. */
export interface Dashboard {
  atMs: number;
  isFresh: boolean;
  figures: Figures;
  /** When each hour of the trends begins, in seconds since 1970. */
  trendAt: number[];
  onlineTrend: (number | null)[];
  loginTrend: number[];
  rejectTrend: number[];
  downloadTrend: number[];
  uploadTrend: number[];
  /** Of the last five minutes, the most frequent first. */
  recentRejects: { reason: string; count: number }[];
  /** The last hour by minute. */
  minutesAt: number[];
  accepted: number[];
  rejected: { reason: string; counts: number[] }[];
  nas: { counts: Record<string, number>; worst: (NasNow & { name: string })[] };
  expiring: { count: number; first: ExpiringSubscription[] };
}

/** Reads it from roll-ups alone: what it costs does not grow with sessions or logins. */
export async function readDashboard(
  tx: Tx,
  { tenantId, nowMs }: { tenantId: string; nowMs: number },
): Promise<Dashboard> {
  const now = new Date(nowMs);
  const day = stepAxis({ from: new Date(nowMs - dayMs), to: now, stepS: hourS });
  const hour = stepAxis({ from: new Date(nowMs - hourMs), to: now, stepS: 60 });
  const daily = { tenantId, span: 'hour', stepS: hourS, from: beginOf(day), to: now } as const;
  const logins = await countLogins(tx, daily);
  const minutes = await countLogins(tx, {
    tenantId,
    span: 'minute',
    stepS: 60,
    from: beginOf(hour),
    to: now,
  });
  const traffic = trafficLines(day, await readTraffic(tx, daily));
  return {
    atMs: nowMs,
    isFresh: await isFresh(tx, { tenantId }),
    figures: await readFigures(tx, { tenantId, nowMs }),
    trendAt: day.at,
    onlineTrend: onlineTrend(day, await readOnline(tx, daily)),
    loginTrend: perMinute(day, logins),
    rejectTrend: perMinute(
      day,
      logins.filter(({ reason }) => reason !== ''),
    ),
    downloadTrend: traffic.downloadBps,
    uploadTrend: traffic.uploadBps,
    recentRejects: recentRejects(minutes, nowMs),
    ...minuteLines(hour, minutes),
    nas: await readNas(tx, { tenantId, nowMs }),
    expiring: await readExpiring(tx, { tenantId, now, until: new Date(nowMs + expiringDays * dayMs) }),
  };
}

function beginOf({ at }: StepAxis): Date {
  return new Date((at[0] ?? 0) * 1_000);
}

/** The sessions of all NAS together. */
function onlineTrend(axis: StepAxis, steps: readonly { at: Date; sessions: number }[]): (number | null)[] {
  const trend: (number | null)[] = axis.at.map(() => null);
  for (const { at, sessions } of steps) {
    const place = axis.placeOf(at);
    trend[place] = (trend[place] ?? 0) + sessions;
  }
  return trend;
}

/** Logins a minute; the running hour by the part of it that is over. */
function perMinute(axis: StepAxis, counts: readonly LoginCount[]): number[] {
  const sums = axis.at.map(() => 0);
  for (const { at, count } of counts) sums[axis.placeOf(at)]! += Number(count);
  return sums.map((sum, place) => Math.round((sum / axis.lasted[place]!) * 600) / 10);
}

function recentRejects(counts: readonly LoginCount[], nowMs: number): Dashboard['recentRejects'] {
  const sums = new Map<string, number>();
  const sinceMs = (Math.floor(nowMs / minuteMs) - recentRejectsMinutes + 1) * minuteMs;
  for (const { at, reason, count } of counts) {
    if (reason !== '' && at.getTime() >= sinceMs) sums.set(reason, (sums.get(reason) ?? 0) + Number(count));
  }
  return [...sums].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count);
}

function minuteLines(
  axis: StepAxis,
  counts: readonly LoginCount[],
): Pick<Dashboard, 'minutesAt' | 'accepted' | 'rejected'> {
  const byReason = new Map<string, number[]>([['', axis.at.map(() => 0)]]);
  for (const { at, reason, count } of counts) {
    const line = byReason.get(reason) ?? axis.at.map(() => 0);
    byReason.set(reason, line);
    line[axis.placeOf(at)] = Number(count);
  }
  const accepted = byReason.get('')!;
  byReason.delete('');
  return {
    minutesAt: axis.at,
    accepted,
    rejected: [...byReason].map(([reason, line]) => ({ reason, counts: line })),
  };
}

/** From the worst on; what is well or switched off is in the counts alone. */
const badness = ['down', 'quiet', 'waiting'];

async function readNas(tx: Tx, at: { tenantId: string; nowMs: number }): Promise<Dashboard['nas']> {
  const all = await nasNow(tx, at);
  const counts: Record<string, number> = {};
  for (const { health } of all) counts[health.state] = (counts[health.state] ?? 0) + 1;
  const worst = all
    .filter(({ health }) => badness.includes(health.state))
    .toSorted((a, b) => badness.indexOf(a.health.state) - badness.indexOf(b.health.state))
    .slice(0, maxWorst);
  const names = worst.length > 0 ? await readNasNames(tx, at) : new Map<string, string>();
  return { counts, worst: worst.map((one) => ({ ...one, name: names.get(one.nasId) ?? '' })) };
}
