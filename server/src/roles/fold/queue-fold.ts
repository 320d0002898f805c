import type { Clock } from '@trunkline/kit';
import {
  bringBackKnownNas,
  isQueueWaiting,
  QueueBatch,
  readQueueDepth,
  setQueuedAside,
  wasQueueEverUsed,
  type QueueDepth,
  type QueueKey,
} from '../../modules/freeradius/index.ts';
import { RememberedSessions, type FoldDeps } from '../../modules/sessions/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Log } from '../../platform/log/index.ts';
import { LatencyHistogram } from '../../platform/metrics/index.ts';
import { FoldLoop } from './fold-loop.ts';
import { foldOrRefuse } from './fold-or-refuse.ts';

/** As for a journal; of several tenants each has its part of it. */
const maxBatchRows = 1_000;
/** What FreeRADIUS wrote is looked for so often, once it has written anything at all. */
const idleWaitMs = 250;
/** Where nobody has ever used the bridge. */
const unusedWaitMs = 2_000;
/** While nothing arrives it is said this often that everything is folded. */
const caughtUpEveryMs = 10_000;
/** Rows of routers that the tenant has entered since are looked for this often. */
const bringBackEveryMs = 10_000;
const maxBroughtBack = 1_000;
const setAsideLogEveryMs = 10_000;

export interface QueueFoldOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly makeId: () => string;
  readonly onEnded: FoldDeps['onEnded'];
  readonly onUsage?: FoldDeps['onUsage'];
  readonly onChanged?: FoldDeps['onChanged'];
}

export interface QueueFoldStats {
  records: number;
  batches: number;
  setAside: number;
  failures: number;
}

/** Follows what FreeRADIUS servers write into the database: batch by batch, each row once, fair between tenants. */
export class QueueFold {
  readonly #options: QueueFoldOptions;
  readonly #deps: FoldDeps;
  readonly #loop: FoldLoop;
  /** From the beginning of a batch's statements to its commit. */
  readonly batchTimes = new LatencyHistogram();
  #batch: QueueBatch | undefined;
  #isUsed = false;
  #lastMoveMs = -Infinity;
  #lastBroughtBackMs = -Infinity;
  #lastSetAsideLogMs = -Infinity;
  readonly #stats = { records: 0, batches: 0, setAside: 0 };

  constructor(options: QueueFoldOptions) {
    this.#options = options;
    this.#deps = {
      database: options.database,
      makeId: options.makeId,
      remembered: new RememberedSessions(),
      onEnded: options.onEnded,
      ...(options.onUsage && { onUsage: options.onUsage }),
      ...(options.onChanged && { onChanged: options.onChanged }),
      setAside: (records, tx) => this.#batch!.setAside(records, tx),
    };
    this.#loop = new FoldLoop({
      clock: options.clock,
      log: options.log,
      what: { source: 'freeradius' },
      step: () => this.step(),
      idleWaitMs: () => (this.#isUsed ? idleWaitMs : unusedWaitMs),
    });
  }

  stats(): QueueFoldStats {
    return { ...this.#stats, failures: this.#loop.failures };
  }

  /** What waits and what was set aside, of all tenants. */
  depth(): Promise<QueueDepth> {
    return this.#options.database.acrossTenants((tx) => readQueueDepth(tx));
  }

  /** Folds until `signal` says stop; then, within `drainMs`, what is already written. */
  run(signal: AbortSignal, drainMs: number): Promise<void> {
    return this.#loop.run(signal, drainMs);
  }

  /** Folds one batch, or finds nothing to do. Rejects with what failed; nothing is changed then. */
  async step(): Promise<'folded' | 'idle'> {
    const { clock, database } = this.#options;
    if (!this.#isUsed) {
      this.#isUsed = await database.acrossTenants((tx) => wasQueueEverUsed(tx));
      if (!this.#isUsed) return 'idle';
    }
    await this.#bringBack();
    const isWaiting = await database.acrossTenants((tx) => isQueueWaiting(tx));
    if (!isWaiting && clock.monotonic() - this.#lastMoveMs < caughtUpEveryMs) return 'idle';
    const count = await this.#foldKeys(undefined);
    this.#lastMoveMs = clock.monotonic();
    return count > 0 ? 'folded' : 'idle';
  }

  /** What was claimed in one transaction; when it is too much or holds a bad row, halves, down to that one. */
  async #foldKeys(first: readonly QueueKey[] | undefined): Promise<number> {
    const { clock } = this.#options;
    const parts = [first];
    let folded = 0;
    for (let rounds = 0; parts.length > 0 && rounds < 4 * maxBatchRows; rounds++) {
      const startedMs = clock.monotonic();
      const batch = new QueueBatch({ keys: parts.pop(), limit: maxBatchRows, nowMs: clock.now() });
      this.#batch = batch;
      const outcome = await foldOrRefuse(this.#deps, batch, () => batch.keys.length);
      const { keys } = batch;
      if (outcome.kind === 'refused') {
        const middle = Math.ceil(keys.length / 2);
        if (keys.length === 1) await this.#refuse(keys[0]!, outcome.error);
        else parts.push(keys.slice(middle), keys.slice(0, middle));
        continue;
      }
      folded += keys.length;
      this.#count(batch, { keys: keys.length, setAside: outcome.kind === 'folded' ? outcome.setAside : 0 });
      this.batchTimes.observe(clock.monotonic() - startedMs);
    }
    return folded;
  }

  #count(batch: QueueBatch, { keys, setAside }: { keys: number; setAside: number }): void {
    const aside = setAside + batch.unusable;
    this.#stats.batches++;
    this.#stats.records += keys - aside;
    if (aside === 0) return;
    this.#stats.setAside += aside;
    const { clock, log } = this.#options;
    if (clock.monotonic() - this.#lastSetAsideLogMs < setAsideLogEveryMs) return;
    this.#lastSetAsideLogMs = clock.monotonic();
    log.warn({ source: 'freeradius', setAside: this.#stats.setAside }, 'records were set aside');
  }

  /** The database will never take it. */
  async #refuse(key: QueueKey, error: unknown): Promise<void> {
    const { database, log } = this.#options;
    log.error({ error, source: 'freeradius', id: key.id }, 'a record is refused and set aside');
    await database.acrossTenants((tx) => setQueuedAside(tx, [{ ...key, reason: 'refused' }]));
    this.#stats.setAside++;
  }

  async #bringBack(): Promise<void> {
    const { clock, database } = this.#options;
    if (clock.monotonic() - this.#lastBroughtBackMs < bringBackEveryMs) return;
    try {
      await database.acrossTenants((tx) => bringBackKnownNas(tx, maxBroughtBack));
    } finally {
      // Behind it: where it takes too long, what waits is folded before it is tried again.
      this.#lastBroughtBackMs = clock.monotonic();
    }
  }
}
