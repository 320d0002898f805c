import { join } from 'node:path';
import type { DiskFile, JournalDisk } from './disk.ts';
import {
  encodeSegmentHeader,
  preparedName,
  segmentHeaderLength,
  segmentName,
  segmentNumbers,
} from './segment.ts';

/** Zeros are written and synced in pieces, so that a group's sync never waits for a whole segment. */
const zeroPieceBytes = 1024 * 1024;

export interface SegmentSupplyOptions {
  disk: JournalDisk;
  folder: string;
  journalId: string;
  segmentBytes: number;
  /** Bytes of all segments of the folder together; no segment is made beyond. */
  maxBytes: number;
}

export interface OpenSegment {
  number: number;
  file: DiskFile;
}

/** The ceiling is reached: space returns when the fold has deleted what it folded. */
export class JournalCeilingReached extends Error {
  override name = 'JournalCeilingReached';
}

/**
 * Makes segments: filled with zeros and synced under a name that readers do not see, so that a write into
 * one neither allocates blocks nor meets a full disk, and given its visible name when it is taken into
 * use. A visible segment therefore tells readers that the one before it is finished.
 */
export class SegmentSupply {
  readonly #options: SegmentSupplyOptions;
  #nextNumber: number;
  #prepared: Promise<OpenSegment> | undefined;

  private constructor(options: SegmentSupplyOptions, nextNumber: number) {
    this.#options = options;
    this.#nextNumber = nextNumber;
  }

  /** Numbers go on after the newest segment: what a killed process left is never written to again. */
  static async open(options: SegmentSupplyOptions): Promise<SegmentSupply> {
    const { disk, folder } = options;
    const names = await disk.list(folder);
    for (const name of names) if (name.endsWith('.next')) await disk.remove(join(folder, name));
    return new SegmentSupply(options, (segmentNumbers(names).at(-1) ?? 0) + 1);
  }

  /** Starts to fill the next segment. A failure is kept for `take`, which then tries once more. */
  prepareAhead(): void {
    if (this.#prepared) return;
    const prepared = this.#make();
    this.#prepared = prepared;
    prepared.catch(() => {
      if (this.#prepared === prepared) this.#prepared = undefined;
    });
  }

  /** Resolves to the next segment under its visible, durable name. */
  async take(): Promise<OpenSegment> {
    this.prepareAhead();
    const segment = await this.#prepared!;
    this.#prepared = undefined;
    const { disk, folder } = this.#options;
    try {
      await disk.rename(
        join(folder, preparedName(segment.number)),
        join(folder, segmentName(segment.number)),
      );
      await disk.syncFolder(folder);
    } catch (error) {
      await segment.file.close();
      await disk.remove(join(folder, preparedName(segment.number)));
      throw error;
    }
    return segment;
  }

  /** Bytes of the segments in the folder, with the one being made. */
  async usedBytes(): Promise<number> {
    const { disk, folder, segmentBytes } = this.#options;
    return segmentNumbers(await disk.list(folder)).length * segmentBytes;
  }

  async close(): Promise<void> {
    const prepared = await this.#prepared?.catch(() => undefined);
    if (!prepared) return;
    await prepared.file.close();
    await this.#options.disk.remove(join(this.#options.folder, preparedName(prepared.number)));
  }

  async #make(): Promise<OpenSegment> {
    const { disk, folder, journalId, segmentBytes, maxBytes } = this.#options;
    if ((await this.usedBytes()) + segmentBytes > maxBytes) {
      throw new JournalCeilingReached(`the journal in ${folder} holds its ceiling of ${maxBytes} bytes`);
    }
    const number = this.#nextNumber++;
    const path = join(folder, preparedName(number));
    const file = await disk.create(path);
    try {
      const zeros = Buffer.alloc(Math.min(zeroPieceBytes, segmentBytes));
      for (let at = 0; at < segmentBytes; at += zeros.length) {
        await file.write(zeros.subarray(0, Math.min(zeros.length, segmentBytes - at)), at);
        await file.sync();
      }
      await file.write(encodeSegmentHeader({ journalId, number }), 0);
      await file.sync();
      return { number, file };
    } catch (error) {
      await file.close();
      // A part of a segment would keep the space that is wanted.
      await disk.remove(path);
      throw error;
    }
  }
}

/** Room for records in a segment of this size. */
export function segmentCapacity(segmentBytes: number): number {
  return segmentBytes - segmentHeaderLength;
}
