import { isRowFault } from '../../../platform/db/index.ts';
import type { Difference } from '../comparing/compare-answers.ts';
import type { ShownAttribute } from '../comparing/read-answer.ts';

const flushMs = 1_000;
const minuteMs = 60_000;
/** Disagreements that wait for the database, each with both answers: some kilobytes. Beyond, only the minute counts. */
const maxDisagreements = 5_000;
/** Tenants and minutes that wait; with the database away for hours, what comes then is not counted. */
const maxMinutes = 20_000;
const batchRows = 200;

/** One answer as it is kept. */
export interface KeptAnswer {
  readonly decision: 'accept' | 'reject';
  /** Ours alone have one. */
  readonly reason: string | null;
  readonly attributes: readonly ShownAttribute[];
}

/** One disagreement about somebody, with how often it was seen. */
export interface NotedDisagreement extends Difference {
  readonly tenantId: string;
  readonly subscriberId: string | null;
  readonly username: string;
  readonly nasId: string;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly count: number;
  readonly ours: KeptAnswer;
  readonly theirs: KeptAnswer;
}

/** What is counted of a minute. */
export const minuteCounts = [
  /** Logins that both answered and that were compared. */
  'logins',
  /** Of these, with a difference that is not mild. */
  'disagreeing',
  /** With mild differences only. */
  'mild',
  /** The other server did not answer in time. */
  'unanswered',
  /** EAP, or beyond what is compared at a time. */
  'notCompared',
  /** Accounting that the other server took. */
  'relayed',
  /** Accounting that it did not take; kept here all the same. */
  'failed',
] as const;
export type MinuteCount = (typeof minuteCounts)[number];

export interface NotedMinute extends Record<MinuteCount, number> {
  readonly tenantId: string;
  readonly minuteMs: number;
}

/** Rejects when the database is away, and for a row that it will never take. */
type Write<T> = (rows: readonly T[]) => Promise<void>;

export interface ShadowNotesOptions {
  readonly writeDisagreements: Write<NotedDisagreement>;
  readonly writeMinutes: Write<NotedMinute>;
  readonly onFault: (error: unknown) => void;
}

/**
 * What comparisons found, outside the way of the answers: counts by minute, and disagreements that are one row for each
 * subscriber and kind however often they are seen. A timer writes what has been noted.
 */
export class ShadowNotes {
  readonly #options: ShadowNotesOptions;
  #disagreements = new Map<string, NotedDisagreement>();
  #minutes = new Map<string, NotedMinute>();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  /** Found no place while the database was away, or could not be stored. */
  lost = 0;

  constructor(options: ShadowNotesOptions) {
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

  count(tenantId: string, what: MinuteCount, atMs: number): void {
    const zeros = Object.fromEntries(minuteCounts.map((name) => [name, 0])) as Record<MinuteCount, number>;
    const minute = Math.floor(atMs / minuteMs) * minuteMs;
    this.#addMinute({ tenantId, minuteMs: minute, ...zeros, [what]: 1 });
  }

  note(found: NotedDisagreement): void {
    const key = `${found.tenantId}\0${found.subscriberId ?? found.username}\0${found.kind}`;
    const known = this.#disagreements.get(key);
    if (known) this.#disagreements.set(key, merged(known, found));
    else if (this.#disagreements.size < maxDisagreements) this.#disagreements.set(key, found);
    else this.lost++;
  }

  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    return this.#flushing;
  }

  /** The disagreements first: who reads the counts must find what they count. */
  async #flush(): Promise<void> {
    const { writeDisagreements, writeMinutes } = this.#options;
    const disagreements = [...this.#disagreements.values()];
    const minutes = [...this.#minutes.values()];
    this.#disagreements = new Map();
    this.#minutes = new Map();
    const kept = await this.#write(disagreements, writeDisagreements);
    for (const row of kept) this.note(row);
    const keptMinutes = kept.length > 0 ? minutes : await this.#write(minutes, writeMinutes);
    for (const row of keptMinutes) this.#addMinute(row);
  }

  /** Those that are still to be written, because the database is away. */
  async #write<T>(rows: readonly T[], write: Write<T>): Promise<readonly T[]> {
    for (let from = 0; from < rows.length; from += batchRows) {
      const left = await this.#writeBatch(rows.slice(from, from + batchRows), write);
      if (left.length > 0) return [...left, ...rows.slice(from + batchRows)];
    }
    return [];
  }

  /**
   * As above. A row that is refused for what stands in it is let go: the words are another server's, and those of one
   * tenant must not hold up what was found of all.
   */
  async #writeBatch<T>(batch: readonly T[], write: Write<T>): Promise<readonly T[]> {
    try {
      await write(batch);
    } catch (error) {
      if (isRowFault(error) && batch.length > 1) return this.#writeOneByOne(batch, write);
      this.#options.onFault(error);
      if (!isRowFault(error)) return batch;
      this.lost++;
    }
    return [];
  }

  async #writeOneByOne<T>(batch: readonly T[], write: Write<T>): Promise<readonly T[]> {
    for (const [place, row] of batch.entries()) {
      const left = await this.#writeBatch([row], write);
      if (left.length > 0) return batch.slice(place);
    }
    return [];
  }

  #addMinute(row: NotedMinute): void {
    const key = `${row.minuteMs} ${row.tenantId}`;
    const known = this.#minutes.get(key);
    if (known) for (const name of minuteCounts) known[name] += row[name];
    else if (this.#minutes.size < maxMinutes) this.#minutes.set(key, row);
    else this.lost++;
  }
}

function merged(a: NotedDisagreement, b: NotedDisagreement): NotedDisagreement {
  const latest = a.lastAtMs > b.lastAtMs ? a : b;
  const firstAtMs = Math.min(a.firstAtMs, b.firstAtMs);
  return { ...latest, firstAtMs, count: a.count + b.count };
}
