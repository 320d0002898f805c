import type { Clock } from '@trunkline/kit';
import {
  decodeAccountingRecord,
  JournalBatch,
  readPosition,
  RememberedSessions,
  type FoldDeps,
  type SetAsideRecord,
} from '../../modules/sessions/index.ts';
import type { Database } from '../../platform/db/index.ts';
import {
  defaultSegmentBytes,
  JournalReader,
  recordSpan,
  type JournalPosition,
} from '../../platform/journal/index.ts';
import type { Log } from '../../platform/log/index.ts';
import { LatencyHistogram } from '../../platform/metrics/index.ts';
import { FoldLoop } from './fold-loop.ts';
import { foldOrRefuse } from './fold-or-refuse.ts';
import { RateMeter } from './rate-meter.ts';
import { SetAsideFile } from './set-aside-file.ts';

/** Large enough that a batch's fixed cost is small, small enough that its locks are held for a moment. */
const maxBatchRecords = 1_000;
/** Readings that one batch gathers from; each passes at most one stretch of a segment. */
const maxBatchReads = 16;
const idleWaitMs = 100;
/** While nothing arrives the position is written this often, to say that the fold is at the end. */
const caughtUpEveryMs = 10_000;
/** A packet may still be on its way to its sync for so long after its receipt. */
const journalDelayMs = 5_000;
/** A NAS that sends nonsense all day must not fill the log. */
const setAsideLogEveryMs = 10_000;

export interface JournalFoldOptions {
  folder: string;
  database: Database;
  clock: Clock;
  log: Log;
  makeId: () => string;
  onEnded: FoldDeps['onEnded'];
  onUsage?: FoldDeps['onUsage'];
  onChanged?: FoldDeps['onChanged'];
}

export interface JournalFoldStats {
  records: number;
  batches: number;
  setAside: number;
  damagedBytes: number;
  tornBytes: number;
  /** Bytes of the segments behind the one being read. */
  lagBytes: number;
  /** Records folded each second, of the last seconds. */
  recordsPerSecond: number;
  /** How old the last record folded is; null while there is nothing to fold. */
  lagMs: number | null;
  failures: number;
}

interface Entry {
  record: Buffer;
  /** The position behind it. */
  end: JournalPosition;
}

interface Gathered {
  journalId: string;
  entries: Entry[];
  next: JournalPosition;
  isAtEnd: boolean;
}

interface Range {
  entries: Entry[];
  next: JournalPosition;
  foldedUntilMs: number;
}

/** Follows one journal into PostgreSQL: batch by batch, each once, in the order of writing. */
export class JournalFold {
  readonly #options: JournalFoldOptions;
  readonly #reader: JournalReader;
  readonly #deps: FoldDeps;
  readonly #rate: RateMeter;
  readonly #file: SetAsideFile;
  /** From the beginning of a batch's statements to its commit. */
  readonly batchTimes = new LatencyHistogram();
  #setAsideSinceLog: Record<string, number> = {};
  #lastSetAsideLogMs = -Infinity;
  #journalId: string | undefined;
  /** Null: to be read from the database. */
  #position: JournalPosition | undefined | null = null;
  #lastPosition: JournalPosition | undefined | null = null;
  #lastMoveMs = -Infinity;
  readonly #loop: FoldLoop;
  readonly #stats: Omit<JournalFoldStats, 'failures'> = {
    records: 0,
    batches: 0,
    setAside: 0,
    damagedBytes: 0,
    tornBytes: 0,
    lagBytes: 0,
    recordsPerSecond: 0,
    lagMs: null,
  };

  constructor(options: JournalFoldOptions) {
    this.#options = options;
    this.#reader = new JournalReader({ folder: options.folder, clock: options.clock });
    this.#rate = new RateMeter(options.clock);
    this.#file = new SetAsideFile(options);
    this.#loop = new FoldLoop({
      clock: options.clock,
      log: options.log,
      what: { folder: options.folder },
      step: () => this.step(),
      onFailure: () => this.#forgetPosition(),
      idleWaitMs: () => idleWaitMs,
    });
    this.#deps = {
      database: options.database,
      makeId: options.makeId,
      remembered: new RememberedSessions(),
      onEnded: options.onEnded,
      ...(options.onUsage && { onUsage: options.onUsage }),
      ...(options.onChanged && { onChanged: options.onChanged }),
      setAside: (records) => this.#setAside(records),
    };
  }

  /** Up to where the journal is in the database, as far as was ever known; undefined: nothing of it, null: unknown. */
  get lastPosition(): JournalPosition | undefined | null {
    return this.#position === null ? this.#lastPosition : this.#position;
  }

  stats(): JournalFoldStats {
    return { ...this.#stats, recordsPerSecond: this.#rate.perSecond(), failures: this.#loop.failures };
  }

  /** Folds until `signal` says stop; then, within `drainMs`, what is already written. */
  async run(signal: AbortSignal, drainMs: number): Promise<void> {
    await this.#loop.run(signal, drainMs);
    await this.#reader.close();
  }

  /** Folds one batch, or finds nothing to do. Rejects with what failed; the position stays then. */
  async step(): Promise<'folded' | 'idle'> {
    const readAtMs = this.#options.clock.now();
    const gathered = await this.#gather();
    if (!gathered) return 'idle';
    const { entries, next, isAtEnd } = gathered;
    const hasMoved = next.segment !== this.#position?.segment || next.offset !== this.#position.offset;
    const { clock } = this.#options;
    if (!hasMoved && clock.monotonic() - this.#lastMoveMs < caughtUpEveryMs) return 'idle';
    const newestMs = isAtEnd ? readAtMs : (newestReceipt(entries) ?? 0);
    await this.#foldRange(gathered, { entries, next, foldedUntilMs: Math.max(0, newestMs - journalDelayMs) });
    this.#lastMoveMs = clock.monotonic();
    this.#stats.lagMs = isAtEnd ? null : readAtMs - newestMs;
    // Not `next`: where another fold has moved the position, this one has committed less than it read.
    if (this.#position) await this.#reader.deleteBefore(this.#position.segment);
    return entries.length > 0 ? 'folded' : 'idle';
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }

  #forgetPosition(): void {
    this.#lastPosition = this.lastPosition;
    // The commit may have arrived although its answer did not.
    this.#position = null;
  }

  async #gather(): Promise<Gathered | undefined> {
    const journalId = await this.#reader.journalId();
    if (journalId === undefined) return undefined;
    if (this.#position === null || journalId !== this.#journalId) await this.#readPosition(journalId);
    const entries: Entry[] = [];
    let next = this.#position ?? undefined;
    let isAtEnd = false;
    for (let reads = 0; reads < maxBatchReads && entries.length < maxBatchRecords && !isAtEnd; reads++) {
      const batch = await this.#reader.read(next, maxBatchRecords - entries.length);
      if (!batch || batch.journalId !== journalId) return undefined;
      appendEntries(entries, batch.records, batch.next);
      this.#note(batch);
      next = batch.next;
      isAtEnd = batch.isAtEnd;
    }
    return next && { journalId, entries, next, isAtEnd };
  }

  async #readPosition(journalId: string): Promise<void> {
    this.#position = await this.#options.database.acrossTenants((tx) => readPosition(tx, journalId));
    this.#journalId = journalId;
  }

  #note(batch: {
    damagedBytes: number;
    tornBytes: number;
    laterSegments: number;
    next: JournalPosition;
  }): void {
    this.#stats.damagedBytes += batch.damagedBytes;
    this.#stats.tornBytes += batch.tornBytes;
    this.#stats.lagBytes = batch.laterSegments * defaultSegmentBytes;
    const { folder, log } = this.#options;
    const { damagedBytes, tornBytes } = batch;
    if (damagedBytes > 0) log.error({ folder, damagedBytes, at: batch.next }, 'the journal is damaged');
    if (tornBytes > 0) log.warn({ folder, tornBytes }, 'a segment ended in a torn record');
  }

  /** The whole range in one transaction; when it is too much or holds a bad record, halves, down to that one. */
  async #foldRange({ journalId }: Gathered, range: Range): Promise<void> {
    const ranges = [range];
    for (let current = ranges.pop(); current; current = ranges.pop()) {
      const startedMs = this.#options.clock.monotonic();
      const { entries, next, foldedUntilMs } = current;
      const records = entries.map((entry) => entry.record);
      const from = this.#position ?? undefined;
      const batch = new JournalBatch({ journalId, from, next, records, foldedUntilMs });
      const outcome = await foldOrRefuse(this.#deps, batch, () => records.length);
      if (outcome.kind === 'refused') {
        if (entries.length === 1) {
          await this.#refuse(entries[0]!, outcome.error);
          ranges.push({ entries: [], next, foldedUntilMs });
        } else ranges.push(...this.#split(current).toReversed());
      } else if (outcome.kind === 'not_claimed') {
        // Another fold has been here; the next step goes on from where it got.
        this.#position = batch.found;
        return;
      } else {
        this.#position = next;
        this.batchTimes.observe(this.#options.clock.monotonic() - startedMs);
        this.#stats.batches++;
        this.#stats.records += entries.length;
        this.#rate.count(entries.length);
      }
    }
  }

  async #refuse({ record }: Entry, error: unknown): Promise<void> {
    this.#options.log.error({ error }, 'a record is refused and set aside');
    await this.#setAside([{ record, reason: 'refused' }]);
  }

  #split({ entries, next, foldedUntilMs }: Range): Range[] {
    const middle = Math.ceil(entries.length / 2);
    const first = entries.slice(0, middle);
    return [
      // Only the second half reaches as far as the whole did.
      { entries: first, next: first.at(-1)!.end, foldedUntilMs: 0 },
      { entries: entries.slice(middle), next, foldedUntilMs },
    ];
  }

  async #setAside(records: SetAsideRecord[]): Promise<void> {
    this.#stats.setAside += records.length;
    const outcome = await this.#file.write(records);
    const counts = this.#setAsideSinceLog;
    for (const { reason } of records) counts[reason] = (counts[reason] ?? 0) + 1;
    const { clock, folder, log } = this.#options;
    if (clock.monotonic() - this.#lastSetAsideLogMs < setAsideLogEveryMs) return;
    this.#lastSetAsideLogMs = clock.monotonic();
    this.#setAsideSinceLog = {};
    log.warn({ folder, counts, ...outcome }, 'records were set aside');
  }
}

function appendEntries(entries: Entry[], records: Buffer[], next: JournalPosition): void {
  let offset = next.offset - records.reduce((length, record) => length + recordSpan(record), 0);
  for (const record of records) {
    offset += recordSpan(record);
    entries.push({ record, end: { segment: next.segment, offset } });
  }
}

/** The receipt of the last record; those before it were received at about the same time or earlier. */
function newestReceipt(entries: readonly Entry[]): number | undefined {
  const last = entries.at(-1);
  return last && decodeAccountingRecord(last.record)?.receivedAtMs;
}
