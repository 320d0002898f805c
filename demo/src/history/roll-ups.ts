import { trafficAt } from '../daily-curve.ts';
import type { PastLogin } from './past-logins.ts';
import type { PastSession } from './past-sessions.ts';

const minuteMs = 60_000;
const minutesPerHour = 60;

/** One row of a roll-up: by minute or hour and router. */
export interface SumRow {
  readonly atMs: number;
  readonly router: number;
}
export interface OnlineRow extends SumRow {
  readonly sessions: number;
}
export interface TrafficRow extends SumRow {
  readonly downloadBytes: number;
  readonly uploadBytes: number;
}
export interface LoginRow extends SumRow {
  /** Empty: accepted. */
  readonly reason: string;
  readonly count: number;
}

interface Span {
  /** A full hour. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly routers: number;
}

/** What happened in each minute, per router, added up from the past sessions. */
export class PastMinutes {
  readonly #span: Span;
  readonly #minutes: number;
  readonly #sessions: Int32Array[];
  readonly #downloadBps: Float64Array[];
  readonly #uploadBps: Float64Array[];

  constructor(sessions: readonly PastSession[], span: Span) {
    this.#span = span;
    this.#minutes = Math.floor((span.toMs - span.fromMs) / minuteMs);
    const each = <T>(make: (length: number) => T): T[] =>
      Array.from({ length: span.routers }, () => make(this.#minutes + 2));
    this.#sessions = each((length) => new Int32Array(length));
    this.#downloadBps = each((length) => new Float64Array(length));
    this.#uploadBps = each((length) => new Float64Array(length));
    for (const session of sessions) this.#note(session);
    for (const series of [...this.#sessions, ...this.#downloadBps, ...this.#uploadBps]) addUp(series);
  }

  /** At each turn of a minute from this instant on, the last one included. */
  onlineMinutes(fromMs: number): OnlineRow[] {
    return this.#rows({ fromMs, count: this.#minutes + 1 }, ({ minute, router, atMs }) => [
      { atMs, router, sessions: this.#sessions[router]![minute]! },
    ]);
  }

  /** By hour, the most that any minute had. */
  onlineHours(): OnlineRow[] {
    return hoursOf(this.onlineMinutes(this.#span.fromMs), (a, b) => ({
      ...a,
      sessions: Math.max(a.sessions, b.sessions),
    }));
  }

  /** For each minute that is over. */
  trafficMinutes(fromMs: number): TrafficRow[] {
    return this.#rows({ fromMs, count: this.#minutes }, ({ minute, router, atMs }) => {
      const seconds = 60 * trafficAt(atMs + minuteMs / 2);
      const downloadBytes = Math.round((this.#downloadBps[router]![minute]! / 8) * seconds);
      const uploadBytes = Math.round((this.#uploadBps[router]![minute]! / 8) * seconds);
      // Sums of floating point numbers may end a hair below nothing.
      if (downloadBytes <= 0) return [];
      return [{ atMs, router, downloadBytes, uploadBytes: Math.max(0, uploadBytes) }];
    });
  }

  trafficHours(): TrafficRow[] {
    return hoursOf(this.trafficMinutes(this.#span.fromMs), (a, b) => ({
      ...a,
      downloadBytes: a.downloadBytes + b.downloadBytes,
      uploadBytes: a.uploadBytes + b.uploadBytes,
    }));
  }

  /** As a change at its beginning and its end; `addUp` makes states of changes. */
  #note({ member: { router }, startMs, endMs, downloadBps, uploadBps }: PastSession): void {
    const from = Math.max(0, Math.ceil((startMs - this.#span.fromMs) / minuteMs));
    const to = Math.ceil((endMs - this.#span.fromMs) / minuteMs);
    if (to <= from || from > this.#minutes) return;
    for (const [series, amount] of [
      [this.#sessions[router]!, 1],
      [this.#downloadBps[router]!, downloadBps],
      [this.#uploadBps[router]!, uploadBps],
    ] as const) {
      series[from]! += amount;
      series[to]! -= amount;
    }
  }

  #rows<Row>(
    { fromMs, count }: { fromMs: number; count: number },
    rowsOf: (place: { minute: number; router: number; atMs: number }) => Row[],
  ): Row[] {
    const rows: Row[] = [];
    const first = Math.max(0, Math.ceil((fromMs - this.#span.fromMs) / minuteMs));
    for (let minute = first; minute < count; minute++) {
      const atMs = this.#span.fromMs + minute * minuteMs;
      for (let router = 0; router < this.#span.routers; router++)
        rows.push(...rowsOf({ minute, router, atMs }));
    }
    return rows;
  }
}

/** Logins by reason, in steps of a minute or an hour. */
export function countLogins(logins: readonly PastLogin[], stepMs: number): LoginRow[] {
  const rows = new Map<string, LoginRow>();
  for (const { atMs, router, reason = '', count } of logins) {
    const startMs = Math.floor(atMs / stepMs) * stepMs;
    const key = `${startMs} ${router} ${reason}`;
    const before = rows.get(key)?.count ?? 0;
    rows.set(key, { atMs: startMs, router, reason, count: before + count });
  }
  return [...rows.values()];
}

function addUp(changes: Int32Array | Float64Array): void {
  for (let minute = 1; minute < changes.length; minute++) changes[minute]! += changes[minute - 1]!;
}

function hoursOf<Row extends SumRow>(minutes: readonly Row[], add: (a: Row, b: Row) => Row): Row[] {
  const hourMs = minutesPerHour * minuteMs;
  const hours = new Map<string, Row>();
  for (const row of minutes) {
    const atMs = Math.floor(row.atMs / hourMs) * hourMs;
    const key = `${atMs} ${row.router}`;
    const before = hours.get(key);
    hours.set(key, before ? add(before, row) : { ...row, atMs });
  }
  return [...hours.values()];
}
