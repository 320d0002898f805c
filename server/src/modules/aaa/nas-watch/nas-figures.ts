import type { Database, Tx } from '../../../platform/db/index.ts';
import { nasHealth, recentMinutes, type NasHealth } from '../../nas/index.ts';
import { readOnline, readTraffic } from '../../sessions/index.ts';
import { loadSettings } from '../../settings/index.ts';
import { countLogins } from '../auth-log/login-minute-store.ts';
import { countByNas, countPackets, type NasCounts } from './nas-figures-store.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** The worker counts sessions once a minute; what is older than this no longer says who is online. */
const onlineAgeMs = 3 * minuteMs;
/** Longer than this the minutes are no longer kept. */
const minutesReachMs = 7 * dayMs;

/** How a NAS is just now. Rates are per minute, over the last whole minutes. */
export interface NasNow {
  nasId: string;
  health: NasHealth;
  lastPacketAt: Date | null;
  openSessions: number;
  loginsPerMinute: number;
  rejectsPerMinute: number;
  unansweredPerMinute: number;
  /** The most sessions of each of the last 24 hours, the oldest first. */
  onlineTrend: number[];
}

/** All NAS of a tenant, or the one with this id. */
export async function nasNow(
  tx: Tx,
  { tenantId, nasId, nowMs }: { tenantId: string; nasId?: string; nowMs: number },
): Promise<NasNow[]> {
  const turnMs = Math.floor(nowMs / minuteMs) * minuteMs;
  const turn = new Date(turnMs);
  const to = new Date(nowMs);
  const from = new Date(turnMs - recentMinutes * minuteMs);
  const counts = await countByNas(tx, { tenantId, nasId, from, turn });
  const lately = await readOnline(tx, {
    tenantId,
    nasId,
    span: 'minute',
    from: new Date(turnMs - onlineAgeMs),
    to,
    stepS: 60,
  });
  const firstHourMs = Math.floor(nowMs / hourMs) * hourMs - 23 * hourMs;
  const hours = await readOnline(tx, {
    tenantId,
    nasId,
    span: 'hour',
    from: new Date(firstHourMs),
    to,
    stepS: 3600,
  });
  const settings = await loadSettings(tx, tenantId);
  // In the order of time: of each NAS the last one stays.
  const online = new Map(lately.map((step) => [step.nasId, step.sessions]));
  const trends = new Map<string, number[]>();
  for (const { nasId: id, at, sessions } of hours) {
    const trend = trends.get(id) ?? Array.from({ length: 24 }, () => 0);
    trend[(at.getTime() - firstHourMs) / hourMs] = sessions;
    trends.set(id, trend);
  }
  return counts.map((one) =>
    toNow(one, {
      openSessions: online.get(one.nasId) ?? 0,
      onlineTrend: trends.get(one.nasId) ?? [],
      interimIntervalS: one.ownInterimIntervalS ?? settings['radius.interimIntervalSeconds'],
      nowMs,
    }),
  );
}

function toNow(
  { nasId, isEnabled, lastPacketAt, recent, whole }: NasCounts,
  known: { openSessions: number; onlineTrend: number[]; interimIntervalS: number; nowMs: number },
): NasNow {
  const { openSessions, onlineTrend, interimIntervalS, nowMs } = known;
  const lastPacketAtMs = lastPacketAt?.getTime() ?? null;
  return {
    nasId,
    lastPacketAt,
    openSessions,
    onlineTrend,
    health: nasHealth({ isEnabled, lastPacketAtMs, openSessions, interimIntervalS, recent }, nowMs),
    loginsPerMinute: whole.logins / recentMinutes,
    rejectsPerMinute: whole.rejects / recentMinutes,
    unansweredPerMinute: whole.unanswered / recentMinutes,
  };
}

/** What a chart of a NAS is drawn from: a value of each series for each step. */
export interface NasSeries {
  stepS: number;
  /** When each step begins, in seconds since 1970. */
  at: number[];
  /** Per minute. */
  accepts: number[];
  accounting: number[];
  rejects: { reason: string; perMinute: number[] }[];
  unanswered: { kind: string; perMinute: number[] }[];
  /** The most of each step. */
  online: number[];
  downloadBps: number[];
  uploadBps: number[];
}

export interface ReadNasSeries {
  tenantId: string;
  nasId: string;
  from: Date;
  /** Exclusive. */
  to: Date;
}

/** At most so many points: a chart is not wider. */
const mostPoints = 360;
const stepsS = [60, 300, 900, 3600, 7200, 21_600, 86_400];

/** The steps of a range: none finer than is kept, none more than a chart can show. */
export function stepOf({ from, to }: { from: Date; to: Date }, nowMs: number): number {
  const rangeS = (to.getTime() - from.getTime()) / 1000;
  const isRecent = nowMs - from.getTime() <= minutesReachMs;
  return stepsS.find((step) => rangeS / step <= mostPoints && (isRecent || step >= 3600)) ?? stepsS.at(-1)!;
}

export function readNasSeries(
  { database }: { database: Database },
  { tenantId, nasId, from, to }: ReadNasSeries,
  nowMs: number,
): Promise<NasSeries> {
  const stepS = stepOf({ from, to }, nowMs);
  const span = stepS < 3600 ? 'minute' : 'hour';
  const first = Math.floor(from.getTime() / 1000 / stepS) * stepS;
  const length = Math.max(1, Math.ceil((to.getTime() / 1000 - first) / stepS));
  const range = { tenantId, nasId, from: new Date(first * 1000), to, stepS };
  const grid = new Grid({ first, stepS, length });
  return database.readInTenant(tenantId, async (tx) => {
    const logins = await countLogins(tx, { ...range, span });
    const packets = await countPackets(tx, range);
    const online = await readOnline(tx, { ...range, span });
    const traffic = await readTraffic(tx, { ...range, span });
    const perMinute = stepS / 60;
    const reasons = logins.map(({ at, reason, count }) => ({ at, name: reason, count }));
    const kinds = packets.map(({ at, kind, count }) => ({ at, name: kind, count }));
    const rate = ({ count }: NamedCount): number => Number(count) / perMinute;
    const rejects = grid.byName(
      reasons.filter((one) => !isAccepted(one)),
      perMinute,
    );
    const unanswered = grid.byName(
      kinds.filter((one) => !isAccounting(one)),
      perMinute,
    );
    return {
      stepS,
      at: Array.from({ length }, (_, index) => first + index * stepS),
      accepts: grid.line(reasons.filter(isAccepted), rate),
      accounting: grid.line(kinds.filter(isAccounting), rate),
      rejects: rejects.map(({ name, values }) => ({ reason: name, perMinute: values })),
      unanswered: unanswered.map(({ name, values }) => ({ kind: name, perMinute: values })),
      online: grid.line(online, ({ sessions }) => sessions),
      downloadBps: grid.line(traffic, ({ downloadBytes }) => (Number(downloadBytes) * 8) / stepS),
      uploadBps: grid.line(traffic, ({ uploadBytes }) => (Number(uploadBytes) * 8) / stepS),
    };
  });
}

/** Puts what was counted at its step; steps without anything are 0. */
class Grid {
  readonly #first: number;
  readonly #stepS: number;
  readonly #length: number;

  constructor({ first, stepS, length }: { first: number; stepS: number; length: number }) {
    this.#first = first;
    this.#stepS = stepS;
    this.#length = length;
  }

  line<Row extends { at: Date }>(rows: readonly Row[], valueOf: (row: Row) => number): number[] {
    const values = Array.from({ length: this.#length }, () => 0);
    for (const row of rows) values[(row.at.getTime() / 1000 - this.#first) / this.#stepS] = valueOf(row);
    return values;
  }

  /** A line for each name, the one with the most first. */
  byName(rows: readonly NamedCount[], divisor: number): { name: string; values: number[] }[] {
    const names = new Map<string, { total: number; rows: NamedCount[] }>();
    for (const row of rows) {
      const known = names.get(row.name) ?? { total: 0, rows: [] };
      known.total += Number(row.count);
      known.rows.push(row);
      names.set(row.name, known);
    }
    return [...names]
      .toSorted(([, a], [, b]) => b.total - a.total)
      .map(([name, { rows: own }]) => ({
        name,
        values: this.line(own, ({ count }) => Number(count) / divisor),
      }));
  }
}

const isAccepted = ({ name }: NamedCount): boolean => name === '';
const isAccounting = ({ name }: NamedCount): boolean => name === 'accounting';

interface NamedCount {
  at: Date;
  name: string;
  count: bigint;
}
