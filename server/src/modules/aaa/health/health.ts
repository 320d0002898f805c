import type { Database } from '../../../platform/db/index.ts';
import { nasHealth, recentMinutes, type NasHealth, type NasHealthState } from '../../nas/index.ts';
import { settingsOf } from '../../settings/index.ts';
import { nodeHealth, type NodeHealth } from './node-health.ts';
import { readHealthRows, type NasHealthRow } from './health-store.ts';
import { judgePacket, type PacketJudgement } from '../nas-watch/judge-packet.ts';

const minuteMs = 60_000;
/** The worker counts sessions once a minute; what is older than this no longer says who is online. */
const onlineAgeMs = 3 * minuteMs;
/** More than a page shows; the worst come first. */
const mostNasTold = 100;

/** Events of one kind each: logins by their answer, packets by what became of them. */
export interface HealthCounts {
  accepts: number;
  rejects: number;
  accounting: number;
  /** Met with silence because something is wrong with them: another secret, a missing signature. */
  discarded: number;
  /** Sound, and without an answer all the same: we could not keep up. */
  unanswered: number;
}

export interface NasHealthNow {
  id: string;
  name: string;
  health: NasHealth;
  lastPacketAtMs: number | null;
  openSessions: number;
  perMinute: HealthCounts;
  /** Of the last minutes, the most frequent first. */
  rejects: { reason: string; count: number }[];
  silences: { kind: string; count: number }[];
}

export interface AaaHealth {
  atMs: number;
  /** When each whole minute begins, in seconds since 1970; each line has a count for each. */
  at: number[];
  accepts: number[];
  rejects: { reason: string; counts: number[] }[];
  accounting: number[];
  /** Discarded and unanswered alike, by kind. */
  silences: { kind: string; isOurs: boolean; counts: number[] }[];
  /** Null: nobody counted. */
  online: (number | null)[];
  /** Of the whole span. */
  totals: HealthCounts;
  /** Over the last whole minutes. */
  perMinute: HealthCounts;
  openSessions: number;
  /** The worst first; the rest is in the list of NAS. */
  nas: NasHealthNow[];
  nasByState: Record<NasHealthState, number>;
  nodes: NodeHealth[];
}

/** How the AAA service does for one tenant, from roll-ups alone. */
export async function readAaaHealth(
  { database }: { database: Database },
  { tenantId, minutes, nowMs }: { tenantId: string; minutes: number; nowMs: number },
): Promise<AaaHealth> {
  const turnMs = Math.floor(nowMs / minuteMs) * minuteMs;
  const recentFromMs = turnMs - recentMinutes * minuteMs;
  const rows = await database.readInTenant(tenantId, (tx) =>
    readHealthRows(tx, {
      tenantId,
      from: new Date(turnMs - minutes * minuteMs),
      turn: new Date(turnMs),
      recentFrom: new Date(recentFromMs),
      onlineFrom: new Date(turnMs - onlineAgeMs),
    }),
  );
  const first = turnMs / 1000 - minutes * 60;
  const axis = new MinuteAxis(first, minutes);
  const logins = axis.byName(rows.logins.map((row) => ({ ...row, name: row.reason })));
  const packets = axis.byName(rows.packets.map((row) => ({ ...row, name: row.kind })));
  const interimIntervalS = settingsOf(rows.settings)['radius.interimIntervalSeconds'];
  const events = { logins: rows.logins, packets: rows.packets };
  const nas = rows.nas.map((one) => toNasHealth(one, { interimIntervalS, turnMs, nowMs }));
  const online = axis.line(
    rows.online.map(({ minute, sessions }) => ({ minute, count: sessions })),
    null,
  );
  return {
    atMs: nowMs,
    at: axis.at,
    accepts: logins.get('')?.counts ?? axis.zeros(),
    rejects: ranked(logins, (name) => name !== '').map(({ name, counts }) => ({ reason: name, counts })),
    accounting: packets.get('accounting')?.counts ?? axis.zeros(),
    silences: ranked(packets, (name) => isSilence(judgePacket(name))).map(({ name, counts }) => ({
      kind: name,
      isOurs: judgePacket(name) === 'unanswered',
      counts,
    })),
    online,
    totals: countAll(events, { fromS: first, toS: turnMs / 1000 }),
    perMinute: perMinuteOf(events, turnMs),
    openSessions: nas.reduce((sum, one) => sum + one.openSessions, 0),
    nas: nas.toSorted(byTrouble).slice(0, mostNasTold),
    nasByState: countStates(nas),
    nodes: nodeHealth(rows.roles, nowMs),
  };
}

interface Events {
  logins: readonly { minute: number; reason: string; count: number }[];
  packets: readonly { minute: number; kind: string; count: number }[];
}

function toNasHealth(
  row: NasHealthRow,
  { interimIntervalS, turnMs, nowMs }: { interimIntervalS: number; turnMs: number; nowMs: number },
): NasHealthNow {
  const { id, name, isEnabled, openSessions } = row;
  const lastPacketAtMs = row.lastPacketAt === null ? null : row.lastPacketAt * 1000;
  const recent = countAll(row, { fromS: -Infinity, toS: Infinity });
  const health = nasHealth(
    {
      isEnabled,
      lastPacketAtMs,
      openSessions,
      interimIntervalS: row.interimIntervalS ?? interimIntervalS,
      // What is discarded has no answer either: to the router it is all the same.
      recent: { ...recent, unanswered: recent.unanswered + recent.discarded },
    },
    nowMs,
  );
  const rejects = sums(
    row.logins.filter(({ reason }) => reason !== ''),
    ({ reason }) => reason,
  );
  const silences = sums(
    row.packets.filter(({ kind }) => isSilence(judgePacket(kind))),
    ({ kind }) => kind,
  );
  return {
    id,
    name,
    health,
    lastPacketAtMs,
    openSessions,
    perMinute: perMinuteOf(row, turnMs),
    rejects: rejects.map(({ name: reason, count }) => ({ reason, count })),
    silences: silences.map(({ name: kind, count }) => ({ kind, count })),
  };
}

function perMinuteOf(events: Events, turnMs: number): HealthCounts {
  const toS = turnMs / 1000;
  const counts = countAll(events, { fromS: toS - recentMinutes * 60, toS });
  return {
    accepts: counts.accepts / recentMinutes,
    rejects: counts.rejects / recentMinutes,
    accounting: counts.accounting / recentMinutes,
    discarded: counts.discarded / recentMinutes,
    unanswered: counts.unanswered / recentMinutes,
  };
}

function countAll({ logins, packets }: Events, { fromS, toS }: { fromS: number; toS: number }): HealthCounts {
  const counts: HealthCounts = { accepts: 0, rejects: 0, accounting: 0, discarded: 0, unanswered: 0 };
  const isWithin = ({ minute }: { minute: number }): boolean => minute >= fromS && minute < toS;
  for (const row of logins) if (isWithin(row)) counts[row.reason === '' ? 'accepts' : 'rejects'] += row.count;
  for (const row of packets) {
    const judgement = judgePacket(row.kind);
    if (judgement !== 'harmless' && isWithin(row)) counts[judgement] += row.count;
  }
  return counts;
}

const isSilence = (judgement: PacketJudgement): boolean =>
  judgement === 'discarded' || judgement === 'unanswered';

interface NamedLine {
  name: string;
  total: number;
  counts: number[];
}

/** Puts what was counted at its minute. */
class MinuteAxis {
  readonly at: number[];
  readonly #first: number;

  constructor(first: number, minutes: number) {
    this.#first = first;
    this.at = Array.from({ length: minutes }, (_, index) => first + index * 60);
  }

  zeros(): number[] {
    return this.at.map(() => 0);
  }

  line<Rest>(rows: readonly { minute: number; count: number }[], rest: Rest): (number | Rest)[] {
    const line: (number | Rest)[] = this.at.map(() => rest);
    for (const { minute, count } of rows) {
      const index = (minute - this.#first) / 60;
      if (index < line.length) line[index] = count;
    }
    return line;
  }

  byName(rows: readonly { minute: number; name: string; count: number }[]): Map<string, NamedLine> {
    const lines = new Map<string, NamedLine>();
    for (const { minute, name, count } of rows) {
      const line = lines.get(name) ?? { name, total: 0, counts: this.zeros() };
      line.counts[(minute - this.#first) / 60] = count;
      line.total += count;
      lines.set(name, line);
    }
    return lines;
  }
}

/** The most frequent first. */
function ranked(lines: ReadonlyMap<string, NamedLine>, isWanted: (name: string) => boolean): NamedLine[] {
  return [...lines.values()]
    .filter(({ name }) => isWanted(name))
    .toSorted((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
}

function sums<Row extends { count: number }>(
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): { name: string; count: number }[] {
  const totals = new Map<string, number>();
  for (const row of rows) totals.set(nameOf(row), (totals.get(nameOf(row)) ?? 0) + row.count);
  return [...totals].map(([name, count]) => ({ name, count })).toSorted((a, b) => b.count - a.count);
}

const troubleOrder: readonly NasHealthState[] = ['down', 'quiet', 'waiting', 'ok', 'disabled'];

function byTrouble(a: NasHealthNow, b: NasHealthNow): number {
  const silent = ({ perMinute }: NasHealthNow): number => perMinute.discarded + perMinute.unanswered;
  return (
    troubleOrder.indexOf(a.health.state) - troubleOrder.indexOf(b.health.state) ||
    silent(b) - silent(a) ||
    b.perMinute.rejects - a.perMinute.rejects ||
    b.perMinute.accepts - a.perMinute.accepts ||
    (a.name < b.name ? -1 : 1)
  );
}

function countStates(nas: readonly NasHealthNow[]): Record<NasHealthState, number> {
  const counts: Record<NasHealthState, number> = { ok: 0, quiet: 0, down: 0, waiting: 0, disabled: 0 };
  for (const { health } of nas) counts[health.state]++;
  return counts;
}
