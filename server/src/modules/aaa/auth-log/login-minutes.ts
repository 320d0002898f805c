import type { RejectReasonCode } from '../login/reject-reasons.ts';

const flushMs = 5_000;
const minuteMs = 60_000;
/** Minutes, NAS and reasons that wait for the database; with it away for hours, what comes then is not counted. */
const maxWaiting = 50_000;
const batchRows = 2_000;

/** Logins of one minute at one NAS with one outcome, to be added to what stands there. */
export interface LoginMinute {
  readonly tenantId: string;
  readonly nasId: string;
  readonly minuteMs: number;
  /** Empty: accepted. */
  readonly reason: RejectReasonCode | '';
  count: number;
}

export interface LoginMinutesOptions {
  /** Rejects when the database is away; the rows are then offered again. */
  readonly write: (rows: readonly LoginMinute[]) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/**
 * Counts every decided login by minute, NAS and outcome, outside the way of the answer: an addition for each, and
 * a timer that writes what has been added. What the last seconds counted is lost when the process is killed.
 */
export class LoginMinutes {
  readonly #options: LoginMinutesOptions;
  #waiting = new Map<string, LoginMinute>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #lost = 0;

  constructor(options: LoginMinutesOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush(), flushMs);
  }

  /** Writes what it can and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flushing;
    await this.flush();
  }

  count(nas: { id: string; tenant: { id: string } }, reason: LoginMinute['reason'], atMs: number): void {
    this.#add({
      tenantId: nas.tenant.id,
      nasId: nas.id,
      minuteMs: Math.floor(atMs / minuteMs) * minuteMs,
      reason,
      count: 1,
    });
  }

  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    return this.#flushing;
  }

  /** Logins that found no place while the database was away. */
  get lost(): number {
    return this.#lost;
  }

  #add(row: LoginMinute): void {
    const key = `${row.minuteMs} ${row.nasId} ${row.reason}`;
    const known = this.#waiting.get(key);
    if (known) known.count += row.count;
    else if (this.#waiting.size < maxWaiting) this.#waiting.set(key, row);
    else this.#lost += row.count;
  }

  async #flush(): Promise<void> {
    const rows = [...this.#waiting.values()];
    this.#waiting = new Map();
    for (let from = 0; from < rows.length; from += batchRows) {
      try {
        await this.#options.write(rows.slice(from, from + batchRows));
      } catch (error) {
        this.#options.onFault(error);
        for (const row of rows.slice(from)) this.#add(row);
        return;
      }
    }
  }
}
