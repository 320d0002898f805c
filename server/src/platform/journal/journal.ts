import { setImmediate } from 'node:timers';
import type { Clock, Random } from '@trunkline/kit';
import { AppendGroup, type AppendDone } from './append-group.ts';
import { nodeDisk, type JournalDisk } from './disk.ts';
import { ensureIdentity } from './journal-identity.ts';
import { lockFolder } from './lock-folder.ts';
import { checksumSeed, maxRecordLength, segmentHeaderLength } from './segment.ts';
import { SegmentSupply, segmentCapacity, type OpenSegment } from './segment-supply.ts';

export const defaultSegmentBytes = 16 * 1024 * 1024;
/** Twice an hour without the database at 6,000 packets a second of 350 bytes. */
const defaultMaxBytes = 16 * 1024 * 1024 * 1024;
/** From this share of the ceiling on `stats().isNearCeiling` is true and a fault is reported. */
const alarmShare = 0.5;
/** Bytes that wait for a sync; more are refused. Some 11,000 accounting packets. */
const maxGroupBytes = 4 * 1024 * 1024;
/** After a failure of the disk appends are refused for so long before a new segment is tried. */
const retryAfterMs = 500;

export type JournalRefusalKind = 'too_busy' | 'disk' | 'too_long' | 'closed';

/** The record is not durable and must not be acknowledged. One object per kind: a flood must stay cheap. */
export class JournalRefusal extends Error {
  override name = 'JournalRefusal';
  readonly kind: JournalRefusalKind;

  constructor(kind: JournalRefusalKind) {
    super(`the journal refused a record: ${kind}`);
    this.kind = kind;
  }
}

const refusals: Record<JournalRefusalKind, JournalRefusal> = {
  too_busy: new JournalRefusal('too_busy'),
  disk: new JournalRefusal('disk'),
  too_long: new JournalRefusal('too_long'),
  closed: new JournalRefusal('closed'),
};

export interface JournalFault {
  /** `write`: that segment is finished; `segment`: no new one could be made; `ceiling`: half of it is in use. */
  kind: 'write' | 'segment' | 'ceiling';
  segment: number | undefined;
  error: Error | undefined;
}

export interface JournalOptions {
  /** Holds this journal alone; made when missing. */
  folder: string;
  clock: Clock;
  random?: Random;
  disk?: JournalDisk;
  segmentBytes?: number;
  maxBytes?: number;
  /** For the log; called at most once per failed group. */
  onFault?: (fault: JournalFault) => void;
}

export interface JournalStats {
  records: number;
  groups: number;
  refused: Record<JournalRefusalKind, number>;
  /** Segments given up after an error of the disk. */
  badSegments: number;
  segment: number | undefined;
  usedBytes: number;
  isNearCeiling: boolean;
  lastSyncMs: number;
}

/**
 * An append-only file journal that is durable before it says so. Records are gathered while a sync is
 * under way and then written and synced as one group; each is confirmed when a sync covers it. After an
 * error of write or sync the segment is never used again, because the kernel may have dropped the very
 * pages whose sync failed: the group is refused and the next one goes to a new segment.
 */
export class Journal {
  readonly id: string;
  readonly #clock: Clock;
  readonly #supply: SegmentSupply;
  readonly #options: JournalOptions;
  readonly #capacity: number;
  readonly #unlock: () => void;
  #gathering: AppendGroup<JournalRefusal>;
  #spare: AppendGroup<JournalRefusal>;
  #segment: OpenSegment | undefined;
  #offset = 0;
  #isClosed = false;
  #committing: Promise<void> | undefined;
  #refuseUntilMs = -Infinity;
  readonly #stats: JournalStats = {
    records: 0,
    groups: 0,
    refused: { too_busy: 0, disk: 0, too_long: 0, closed: 0 },
    badSegments: 0,
    segment: undefined,
    usedBytes: 0,
    isNearCeiling: false,
    lastSyncMs: 0,
  };

  private constructor(
    options: JournalOptions,
    parts: { id: string; supply: SegmentSupply; unlock: () => void },
  ) {
    this.id = parts.id;
    this.#options = options;
    this.#clock = options.clock;
    this.#supply = parts.supply;
    this.#unlock = parts.unlock;
    this.#capacity = segmentCapacity(options.segmentBytes ?? defaultSegmentBytes);
    const groupBytes = Math.min(maxGroupBytes, this.#capacity);
    this.#gathering = new AppendGroup(groupBytes, checksumSeed(parts.id));
    this.#spare = new AppendGroup(groupBytes, checksumSeed(parts.id));
  }

  /**
   * Locks the folder and goes on behind what is there, in a new segment. Rejects when another process
   * holds the journal, or the disk refuses the first segment.
   */
  static async open(options: JournalOptions): Promise<Journal> {
    const disk = options.disk ?? nodeDisk;
    const { folder } = options;
    await disk.makeFolder(folder);
    const unlock = disk === nodeDisk ? lockFolder(folder) : () => {};
    try {
      const id = await ensureIdentity({ disk, folder }, options);
      const supply = await SegmentSupply.open({
        disk,
        folder,
        journalId: id,
        segmentBytes: options.segmentBytes ?? defaultSegmentBytes,
        maxBytes: options.maxBytes ?? defaultMaxBytes,
      });
      const journal = new Journal(options, { id, supply, unlock });
      await journal.#rotate();
      return journal;
    } catch (error) {
      unlock();
      throw error;
    }
  }

  /** Resolves when a sync covers the record; rejects with JournalRefusal when none will. */
  append(record: Uint8Array): Promise<void>;
  /** The same without a promise for each record: `done` gets the refusal, or undefined for success. */
  append(record: Uint8Array, done: AppendDone<JournalRefusal>): void;
  append(record: Uint8Array, done?: AppendDone<JournalRefusal>): Promise<void> | void {
    if (done) return this.#append(record, done);
    return new Promise((resolve, reject) => {
      this.#append(record, (refusal) => (refusal ? reject(refusal) : resolve()));
    });
  }

  stats(): JournalStats {
    return { ...this.#stats, refused: { ...this.#stats.refused } };
  }

  /** Refuses new records, waits for those under way, and gives the folder free. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#committing;
    await this.#segment?.file.close();
    await this.#supply.close();
    this.#unlock();
  }

  #append(record: Uint8Array, done: AppendDone<JournalRefusal>): void {
    if (this.#isClosed) return this.#refuse('closed', done);
    if (record.length === 0 || record.length > maxRecordLength) return this.#refuse('too_long', done);
    if (this.#clock.monotonic() < this.#refuseUntilMs) return this.#refuse('disk', done);
    if (!this.#gathering.add(record, done)) return this.#refuse('too_busy', done);
    this.#committing ??= this.#commitAll();
  }

  #refuse(kind: JournalRefusalKind, done: AppendDone<JournalRefusal>): void {
    this.#stats.refused[kind]++;
    done(refusals[kind]);
  }

  /** One group at a time; the next gathers meanwhile. */
  async #commitAll(): Promise<void> {
    // What else arrived in this turn of the loop shares the first sync.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#gathering.records > 0) {
      const group = this.#gathering;
      this.#gathering = this.#spare;
      this.#spare = group;
      const isDurable = await this.#commit(group);
      if (isDurable) this.#stats.records += group.records;
      else this.#stats.refused.disk += group.records;
      group.settle(isDurable ? undefined : refusals.disk);
    }
    this.#committing = undefined;
  }

  async #commit(group: AppendGroup<JournalRefusal>): Promise<boolean> {
    try {
      const { bytes } = group;
      if (!this.#segment || this.#offset + bytes.length > this.#capacity + segmentHeaderLength) {
        await this.#rotate();
      }
      const startMs = this.#clock.monotonic();
      await this.#segment!.file.write(bytes, this.#offset);
      await this.#segment!.file.sync();
      this.#stats.lastSyncMs = this.#clock.monotonic() - startMs;
      this.#stats.groups++;
      this.#offset += bytes.length;
      // Half a segment is time enough to fill the next one with zeros.
      if (this.#offset > this.#capacity / 2) this.#supply.prepareAhead();
      return true;
    } catch (error) {
      await this.#giveUpSegment(error as Error);
      return false;
    }
  }

  async #rotate(): Promise<void> {
    const old = this.#segment;
    this.#segment = undefined;
    this.#stats.segment = undefined;
    await old?.file.close();
    this.#segment = await this.#supply.take();
    this.#stats.segment = this.#segment.number;
    this.#offset = segmentHeaderLength;
    await this.#watchCeiling();
  }

  async #watchCeiling(): Promise<void> {
    this.#stats.usedBytes = await this.#supply.usedBytes();
    const wasNear = this.#stats.isNearCeiling;
    this.#stats.isNearCeiling =
      this.#stats.usedBytes > (this.#options.maxBytes ?? defaultMaxBytes) * alarmShare;
    if (this.#stats.isNearCeiling && !wasNear) {
      this.#options.onFault?.({ kind: 'ceiling', segment: this.#stats.segment, error: undefined });
    }
  }

  async #giveUpSegment(error: Error): Promise<void> {
    const bad = this.#segment;
    this.#segment = undefined;
    this.#stats.segment = undefined;
    this.#refuseUntilMs = this.#clock.monotonic() + retryAfterMs;
    if (bad) this.#stats.badSegments++;
    this.#options.onFault?.({ kind: bad ? 'write' : 'segment', segment: bad?.number, error });
    try {
      await bad?.file.close();
    } catch {
      // The file is given up either way, and the fault has been told.
    }
  }
}
