import { join } from 'node:path';
import type { Clock } from '@trunkline/kit';
import { nodeDisk, type DiskFile, type JournalDisk } from './disk.ts';
import { readIdentity } from './journal-identity.ts';
import { findRecord, readStretch, writtenLength } from './read-stretch.ts';
import {
  checksumSeed,
  damagedName,
  decodeSegmentHeader,
  segmentHeaderLength,
  segmentName,
  segmentNumbers,
} from './segment.ts';

/** Bytes looked at in one call of `read`. */
const readChunkBytes = 256 * 1024;
/**
 * Damage in the segment still being written may be a write under way: it is skipped only after it has
 * stood unchanged for so long with a sound record behind it.
 */
const damagePatienceMs = 2_000;
/** Damaged segments kept for a person. */
const maxDamagedKept = 8;

/** Where reading goes on: the first byte not yet read. */
export interface JournalPosition {
  segment: number;
  offset: number;
}

export interface JournalBatch {
  journalId: string;
  /** Payloads in the order of writing; their own memory. */
  records: Buffer[];
  /** Behind the last of them; store it with what came of the records. */
  next: JournalPosition;
  /** Bytes passed over between two sound records: acknowledged, and lost. */
  damagedBytes: number;
  /** Bytes at the end of a finished segment that are no whole record: written, but never acknowledged. */
  tornBytes: number;
  /** Segments behind the one read. */
  laterSegments: number;
  /** Nothing more is written yet. */
  isAtEnd: boolean;
}

export interface JournalReaderOptions {
  folder: string;
  clock: Clock;
  disk?: JournalDisk;
}

/**
 * Reads a journal while it is being written. Damage never throws: it is skipped and counted. Deletes
 * nothing but what `deleteBefore` names.
 */
export class JournalReader {
  readonly folder: string;
  readonly #disk: JournalDisk;
  readonly #clock: Clock;
  #journalId: string | undefined;
  #file: { number: number; file: DiskFile } | undefined;
  readonly #damaged = new Set<number>();
  #suspect: { position: JournalPosition; sinceMs: number } | undefined;

  constructor(options: JournalReaderOptions) {
    this.folder = options.folder;
    this.#disk = options.disk ?? nodeDisk;
    this.#clock = options.clock;
  }

  /** The id under which positions are kept; undefined while the folder holds no journal. */
  async journalId(): Promise<string | undefined> {
    this.#journalId ??= await readIdentity({ disk: this.#disk, folder: this.folder });
    return this.#journalId;
  }

  /**
   * At most `maxRecords` records from `position` on, or from the oldest segment without one. Undefined
   * while there is no journal. One call reads at most one stretch of one segment: call again unless
   * `isAtEnd`.
   */
  async read(position: JournalPosition | undefined, maxRecords: number): Promise<JournalBatch | undefined> {
    const journalId = await this.journalId();
    if (journalId === undefined) return undefined;
    const numbers = segmentNumbers(await this.#disk.list(this.folder));
    const start = placeToRead(position, numbers);
    if (!start) return undefined;
    const chunk = await this.#readChunk(start);
    if (this.#journalId === undefined) return undefined;
    const { records, length } = readStretch(chunk, { seed: checksumSeed(journalId), maxRecords });
    const batch: JournalBatch = {
      journalId,
      records,
      next: { segment: start.segment, offset: start.offset + length },
      damagedBytes: 0,
      tornBytes: 0,
      laterSegments: numbers.filter((number) => number > start.segment).length,
      isAtEnd: false,
    };
    if (records.length > 0) return batch;
    // The usual end: nothing written yet where the next record will stand.
    const isUnwritten = chunk.length < 4 || chunk.readUInt32BE(0) === 0;
    if (isUnwritten && batch.laterSegments === 0) return { ...batch, isAtEnd: true };
    return this.#passEnd(batch, numbers);
  }

  /**
   * Deletes the segments before this one and returns how many; call it when their end has been committed.
   * Segments in which damage was found stay beside the journal under another name, for a person to look at.
   */
  async deleteBefore(segment: number): Promise<number> {
    const numbers = segmentNumbers(await this.#disk.list(this.folder));
    // The newest stays in any case: the writer numbers on from it.
    const old = numbers.slice(0, -1).filter((number) => number < segment);
    for (const number of old) {
      if (this.#file?.number === number) await this.#closeFile();
      const path = join(this.folder, segmentName(number));
      const isKept = this.#damaged.delete(number) && (await this.#countDamaged()) < maxDamagedKept;
      if (isKept) await this.#disk.rename(path, join(this.folder, damagedName(number)));
      else await this.#disk.remove(path);
    }
    return old.length;
  }

  async close(): Promise<void> {
    await this.#closeFile();
  }

  /** No sound record at the position: the end of a segment, damage, or a write under way. */
  async #passEnd(batch: JournalBatch, numbers: number[]): Promise<JournalBatch> {
    const { next } = batch;
    const rest = await this.#readRest(next);
    const soundAt = findRecord(rest, checksumSeed(batch.journalId));
    // It was written between the two readings.
    if (soundAt === 0) return batch;
    const later = numbers.find((number) => number > next.segment);
    if (soundAt === undefined) {
      if (later === undefined) return { ...batch, isAtEnd: true };
      const tornBytes = writtenLength(rest);
      return { ...batch, tornBytes, next: { segment: later, offset: segmentHeaderLength } };
    }
    if (later === undefined && !this.#hasStood(next)) return { ...batch, isAtEnd: true };
    this.#suspect = undefined;
    this.#damaged.add(next.segment);
    return { ...batch, damagedBytes: soundAt, next: { ...next, offset: next.offset + soundAt } };
  }

  #hasStood(position: JournalPosition): boolean {
    const nowMs = this.#clock.monotonic();
    const suspect = this.#suspect;
    if (suspect?.position.segment === position.segment && suspect.position.offset === position.offset) {
      return nowMs - suspect.sinceMs >= damagePatienceMs;
    }
    this.#suspect = { position, sinceMs: nowMs };
    return false;
  }

  async #readChunk({ segment, offset }: JournalPosition): Promise<Buffer> {
    const file = await this.#open(segment);
    if (!file) return Buffer.alloc(0);
    const bytes = Buffer.allocUnsafe(readChunkBytes);
    return bytes.subarray(0, await file.read(bytes, offset));
  }

  /** Everything behind the position; a segment at most. */
  async #readRest({ segment, offset }: JournalPosition): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let at = offset; ;) {
      const piece = await this.#readChunk({ segment, offset: at });
      if (piece.length === 0) return Buffer.concat(pieces);
      pieces.push(piece);
      at += piece.length;
    }
  }

  async #open(number: number): Promise<DiskFile | undefined> {
    if (this.#file?.number === number) return this.#file.file;
    await this.#closeFile();
    const file = await this.#disk.openForReading(join(this.folder, segmentName(number)));
    if (!file) return undefined;
    this.#file = { number, file };
    await this.#noticeOtherJournal(file);
    return file;
  }

  /** A folder that was emptied by hand holds another journal from then on, with other positions. */
  async #noticeOtherJournal(file: DiskFile): Promise<void> {
    const bytes = Buffer.alloc(segmentHeaderLength);
    const header = decodeSegmentHeader(bytes.subarray(0, await file.read(bytes, 0)));
    if (header && header.journalId !== this.#journalId) this.#journalId = undefined;
  }

  async #countDamaged(): Promise<number> {
    return (await this.#disk.list(this.folder)).filter((name) => name.endsWith('.damaged')).length;
  }

  async #closeFile(): Promise<void> {
    const file = this.#file?.file;
    this.#file = undefined;
    await file?.close();
  }
}

/** The position itself, or the start of the oldest segment behind it. */
function placeToRead(
  position: JournalPosition | undefined,
  numbers: readonly number[],
): JournalPosition | undefined {
  if (position && numbers.includes(position.segment)) return position;
  const segment = numbers.find((number) => number > (position?.segment ?? 0));
  return segment === undefined ? undefined : { segment, offset: segmentHeaderLength };
}
