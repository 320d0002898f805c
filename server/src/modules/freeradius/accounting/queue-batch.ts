import type { Tx } from '../../../platform/db/index.ts';
import { movePosition, type FoldSource, type SetAsideRecord } from '../../sessions/index.ts';
import {
  queueJournalId,
  readQueue,
  readQueued,
  removeQueued,
  setQueuedAside,
  type QueueKey,
} from './queue-store.ts';
import type { QueuedRow } from './queued-row.ts';
import { recordOfRow } from './record-of-row.ts';

/** A transaction of FreeRADIUS that has written its row may still take so long to commit. */
const commitDelayMs = 5_000;
/** One tenant's flood holds back the clock by which everybody's sessions become stale, but no longer than this. */
const maxHeldBackMs = 3_600_000;

export interface QueueBatchOptions {
  /** The rows of an earlier claim that could not be folded together; undefined: the oldest of each tenant. */
  readonly keys: readonly QueueKey[] | undefined;
  readonly limit: number;
  readonly nowMs: number;
}

/** Rows of the queue as the fold takes them: read, folded and deleted in one transaction. */
export class QueueBatch implements FoldSource {
  readonly name = queueJournalId;
  readonly #options: QueueBatchOptions;
  #claimed: QueuedRow[] = [];
  #unusable: QueueKey[] = [];
  #rowOfRecord = new Map<Buffer, QueueKey>();
  #allBefore: Date | null = null;

  constructor(options: QueueBatchOptions) {
    this.#options = options;
  }

  /** What was claimed last. */
  get keys(): readonly QueueKey[] {
    return this.#claimed;
  }

  /** Of these, how many are no records and were set aside at once. */
  get unusable(): number {
    return this.#unusable.length;
  }

  async claim(tx: Tx): Promise<readonly Buffer[]> {
    const { keys, limit } = this.#options;
    const { rows, allBefore } = keys
      ? { rows: await readQueued(tx, keys), allBefore: new Date(0) }
      : await readQueue(tx, limit);
    this.#claimed = rows;
    this.#allBefore = allBefore;
    this.#rowOfRecord = new Map();
    const unusable: (QueueKey & { reason: string })[] = [];
    for (const row of rows) {
      const record = recordOfRow(row);
      if (record) this.#rowOfRecord.set(record, row);
      else unusable.push({ ...row, reason: row.nasId === null ? 'unknown_nas' : 'malformed' });
    }
    await setQueuedAside(tx, unusable);
    this.#unusable = unusable;
    return [...this.#rowOfRecord.keys()];
  }

  /** For the fold to call with what no rule can apply. */
  async setAside(records: readonly SetAsideRecord[], tx: Tx): Promise<void> {
    const keys = records.map(({ record, reason }) => ({ ...this.#rowOfRecord.get(record)!, reason }));
    await setQueuedAside(tx, keys);
    for (const { record } of records) this.#rowOfRecord.delete(record);
  }

  async settle(tx: Tx): Promise<void> {
    const { nowMs } = this.#options;
    const allBeforeMs = Math.max(this.#allBefore?.getTime() ?? nowMs, nowMs - maxHeldBackMs);
    await removeQueued(tx, [...this.#rowOfRecord.values()]);
    await movePosition(tx, {
      journalId: queueJournalId,
      segment: 0,
      offset: 0,
      records: this.#rowOfRecord.size,
      foldedUntilMs: allBeforeMs - commitDelayMs,
    });
  }
}
