import { BoundedQueue, uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { LoginProof } from '../login/prove-login.ts';
import { readableText } from '../login/readable-text.ts';
import type { RejectReasonCode } from '../login/reject-reasons.ts';

/** Rows that wait for the database. At 400 bytes each, 8 MB; with it away, what comes then is counted. */
const maxQueued = 20_000;
/** Equal rejects within this time are one row with a count. */
const coalesceMs = 10_000;
/** Rejects whose repetitions are counted at the same time; those beyond are rows of their own. */
const maxCoalesced = 10_000;
/** Accepts written each second; the rest are counted. A storm of logins tells nothing that one row does not. */
const acceptsPerSecond = 200;
const batchRows = 200;
const flushMs = 500;
/** NAS with uncounted rows at one time. */
const maxNasCounted = 10_000;

/** One decided login. The bytes are as the stranger sent them. */
export interface AuthLogEntry {
  readonly tenantId: string;
  readonly nasId: string;
  readonly subscriberId: string | null;
  readonly atMs: number;
  readonly username: Buffer;
  readonly callingStation: Buffer;
  readonly nasPort: Buffer | undefined;
  readonly method: LoginProof['method'];
  readonly outcome: 'accepted' | 'rejected';
  readonly reason: RejectReasonCode | null;
}

/** A row of aaa.auth_log. */
export interface AuthLogRow {
  readonly tenantId: string;
  readonly id: string;
  readonly atMs: number;
  readonly nasId: string;
  readonly subscriberId: string | null;
  readonly username: string;
  readonly callingStationId: string | null;
  readonly nasPortId: string | null;
  readonly method: string | null;
  readonly outcome: 'accepted' | 'rejected' | 'not_kept';
  readonly reason: string | null;
  readonly count: number;
}

export interface AuthLogOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Rejects when the database is away: the rows are then offered again. Rows it can never take it drops. */
  readonly write: (rows: readonly AuthLogRow[]) => Promise<void>;
}

/**
 * An entry that waits. Its bytes are copied as text, one character each: a view would keep the eight kilobytes
 * alive in which Node put the packet.
 */
interface KeptEntry extends Omit<AuthLogEntry, 'username' | 'callingStation' | 'nasPort'> {
  readonly username: string;
  readonly callingStation: string;
  readonly nasPort: string;
}

interface Repetition {
  readonly entry: KeptEntry;
  count: number;
  /** Monotonic. */
  endsAtMs: number;
}

/**
 * The authentication log, outside the way of the answer: a bounded queue that a timer empties in batches.
 * Every reject is written, repeated ones with a count; accepts up to a bound; what is not kept is counted
 * and the count is written.
 */
export class AuthLog {
  readonly #options: AuthLogOptions;
  readonly #queue = new BoundedQueue<{ entry: KeptEntry; count: number }>(maxQueued);
  readonly #repetitions = new Map<string, Repetition>();
  readonly #notKept = new Map<string, { tenantId: string; nasId: string; count: number }>();
  #second = 0;
  #acceptsThisSecond = 0;
  /** Monotonic. */
  #nextNoticeMs = -Infinity;
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #unwritten: AuthLogRow[] = [];
  #written = 0;
  #lost = 0;

  constructor(options: AuthLogOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush(), flushMs);
  }

  /** Writes what it can and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flushing;
    this.#closeRepetitions(Infinity);
    this.#writeNotices();
    await this.flush();
  }

  /** Whether an accept of now is worth a row; if not, it is counted here. */
  keepsAccept(
    nas: { readonly id: string; readonly tenant: { readonly id: string } },
    nowMs: number,
  ): boolean {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#acceptsThisSecond = 0;
    }
    if (this.#acceptsThisSecond++ < acceptsPerSecond) return true;
    this.#countNotKept(nas.tenant.id, nas.id, 1);
    return false;
  }

  add(entry: AuthLogEntry): void {
    const kept = keep(entry);
    if (kept.outcome === 'rejected' && this.#isRepetition(kept)) return;
    this.#push(kept, 1);
  }

  /** One pass: what is due goes to the database, until it is empty or refuses. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    return this.#flushing;
  }

  stats(): { queued: number; written: number; notKept: number } {
    return {
      queued: this.#queue.length + this.#unwritten.length,
      written: this.#written,
      notKept: this.#lost,
    };
  }

  async #flush(): Promise<void> {
    const { clock, write } = this.#options;
    const nowMs = clock.monotonic();
    this.#closeRepetitions(nowMs);
    if (nowMs >= this.#nextNoticeMs) {
      this.#writeNotices();
      this.#nextNoticeMs = nowMs + coalesceMs;
    }
    for (;;) {
      if (this.#unwritten.length === 0)
        this.#unwritten = this.#queue.take(batchRows).map((item) => this.#rowOf(item));
      if (this.#unwritten.length === 0) return;
      try {
        await write(this.#unwritten);
      } catch {
        // The writer has told of the trouble; the rows stay for the next pass.
        return;
      }
      this.#written += this.#unwritten.length;
      this.#unwritten = [];
    }
  }

  /** The first of equal rejects is written at once, the others as one row when their time is over. */
  #isRepetition(entry: KeptEntry): boolean {
    const key = `${entry.nasId} ${entry.reason} ${entry.callingStation} ${entry.username}`;
    const running = this.#repetitions.get(key);
    const nowMs = this.#options.clock.monotonic();
    if (running && nowMs < running.endsAtMs) {
      running.count++;
      return true;
    }
    if (running) this.#closeRepetition(key, running);
    if (this.#repetitions.size < maxCoalesced) {
      this.#repetitions.set(key, { entry, count: 0, endsAtMs: nowMs + coalesceMs });
    }
    return false;
  }

  #closeRepetitions(nowMs: number): void {
    // In the order of their beginning, so that the first one still running ends the search.
    for (const [key, running] of this.#repetitions) {
      if (running.endsAtMs > nowMs) return;
      this.#closeRepetition(key, running);
    }
  }

  #closeRepetition(key: string, running: Repetition): void {
    this.#repetitions.delete(key);
    if (running.count > 0)
      this.#push({ ...running.entry, atMs: running.entry.atMs + coalesceMs - 1 }, running.count);
  }

  #push(entry: KeptEntry, count: number): void {
    if (!this.#queue.push({ entry, count })) this.#countNotKept(entry.tenantId, entry.nasId, count);
  }

  #countNotKept(tenantId: string, nasId: string, count: number): void {
    this.#lost += count;
    const counted = this.#notKept.get(nasId);
    if (counted) counted.count += count;
    else if (this.#notKept.size < maxNasCounted) this.#notKept.set(nasId, { tenantId, nasId, count });
  }

  #writeNotices(): void {
    const atMs = this.#options.clock.now();
    for (const [nasId, { tenantId, count }] of this.#notKept) {
      if (this.#unwritten.length > batchRows) return;
      this.#notKept.delete(nasId);
      this.#unwritten.push(this.#noticeOf({ tenantId, nasId, count, atMs }));
    }
  }

  #noticeOf(notice: { tenantId: string; nasId: string; count: number; atMs: number }): AuthLogRow {
    const { clock, random } = this.#options;
    return {
      ...notice,
      id: uuidv7(clock, random),
      subscriberId: null,
      username: '',
      callingStationId: null,
      nasPortId: null,
      method: null,
      outcome: 'not_kept',
      reason: null,
    };
  }

  #rowOf({ entry, count }: { entry: KeptEntry; count: number }): AuthLogRow {
    const { clock, random } = this.#options;
    const { tenantId, nasId, subscriberId, atMs, method, outcome, reason } = entry;
    return {
      tenantId,
      id: uuidv7(clock, random),
      atMs,
      nasId,
      subscriberId,
      username: readable(entry.username),
      callingStationId: readable(entry.callingStation) || null,
      nasPortId: readable(entry.nasPort) || null,
      method: method === 'none' ? null : method,
      outcome,
      reason,
      count,
    };
  }
}

/** An attribute has 253 bytes at most; escaped ones may need more. */
const maxTextLength = 300;

function keep({ username, callingStation, nasPort, ...rest }: AuthLogEntry): KeptEntry {
  return {
    ...rest,
    username: username.toString('latin1'),
    callingStation: callingStation.toString('latin1'),
    nasPort: nasPort?.toString('latin1') ?? '',
  };
}

function readable(bytesAsText: string): string {
  return readableText(Buffer.from(bytesAsText, 'latin1'), maxTextLength);
}
