import { constants } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Random } from '@trunkline/kit';
import type { SnapshotRow } from '../snapshot/snapshot-rows.ts';
import { encodeFileHeader, fileHeaderBytes, sealChunk } from './chunk-codec.ts';
import { encodeChunkText, type SnapshotPosition } from './chunk-text.ts';
import { readSnapshotFile, type ReadResult } from './read-snapshot-file.ts';

/** Rows are gathered to about this much before they are sealed: 0.2 ms of work. */
const chunkTargetBytes = 64 * 1024;
/** Below this, appended changes are no reason to write the base again. */
const minDeltaBytes = 4 * 1024 * 1024;

export interface SnapshotFileOptions {
  readonly path: string;
  /** 32 bytes, for this purpose alone. */
  readonly key: Buffer;
  /** From before a change of the key: a file under one of these is read, and never written on. */
  readonly olderKeys?: readonly Buffer[];
  readonly random: Random;
}

/**
 * The snapshot on disk: a base, written whole beside the old one and put in its place, and the changes
 * since, appended. What it holds is a prefix of what happened: a torn end only makes it older. One process
 * writes it; calls must not overlap.
 */
export class SnapshotFile {
  readonly #options: SnapshotFileOptions;
  #writer: ChunkWriter | undefined;
  #baseBytes = 0;

  constructor(options: SnapshotFileOptions) {
    this.#options = options;
  }

  /**
   * Hands every row of the file to `onRow`, a chunk at a time, and goes on behind it. A file that is
   * damaged, unfinished or of another installation is refused, maybe after some rows.
   */
  async read(onRows: (rows: readonly SnapshotRow[]) => Promise<void>): Promise<ReadResult> {
    const { path, key, olderKeys = [] } = this.#options;
    const result = await readSnapshotFile({ path, key, onRows });
    if (result.kind === 'refused' && result.reason === 'damaged') {
      for (const older of olderKeys) {
        const earlier = await readSnapshotFile({ path, key: older, onRows });
        // Without a writer a new base is due, under the new key.
        if (earlier.kind === 'read') return earlier;
      }
    }
    // While the key is being changed a new base is always due: this one may hold what an older key sealed.
    if (result.kind !== 'read' || olderKeys.length > 0) return result;
    const { fileId, chunks, bytes } = result.end;
    const handle = await open(path, constants.O_WRONLY);
    // What stands behind the last whole chunk is the trace of a crash.
    await orClosed(handle, handle.truncate(bytes));
    this.#writer = new ChunkWriter({ ...this.#options, handle, fileId, index: chunks, at: bytes });
    this.#baseBytes = result.baseBytes;
    return result;
  }

  /** A new base. Nothing of it counts until `commit`. */
  async beginBase(): Promise<BaseWriter> {
    const path = `${this.#options.path}.new`;
    const handle = await open(path, constants.O_CREAT | constants.O_TRUNC | constants.O_WRONLY, 0o600);
    const { header, fileId } = encodeFileHeader(this.#options.random);
    await orClosed(handle, handle.write(header, 0, header.length, 0));
    const writer = new ChunkWriter({ ...this.#options, handle, fileId, index: 0, at: fileHeaderBytes });
    return new BaseWriter(writer, async (position) => {
      await writer.write({ position, rows: [] });
      await handle.sync();
      await rename(path, this.#options.path);
      await syncFolder(dirname(this.#options.path));
      await this.#writer?.close();
      this.#writer = writer;
      this.#baseBytes = writer.at;
    });
  }

  /** Appends what changed, durable when it resolves. Only after a `read` or a base. */
  async append(rows: readonly SnapshotRow[], position: SnapshotPosition): Promise<void> {
    const writer = this.#writer;
    if (!writer) throw new Error('SnapshotFile.append: there is no base to append to');
    await writer.writeRows(rows, position);
    await writer.sync();
  }

  get hasBase(): boolean {
    return this.#writer !== undefined;
  }

  /** The changes outweigh the base: reading them all again would cost more than a new base. */
  get isDueForBase(): boolean {
    const deltaBytes = (this.#writer?.at ?? 0) - this.#baseBytes;
    return deltaBytes > Math.max(minDeltaBytes, this.#baseBytes);
  }

  get bytes(): number {
    return this.#writer?.at ?? 0;
  }

  /** After an error of the disk: the file on disk stays as it is, nothing more is appended to it. */
  async giveUp(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    await writer?.close();
  }

  async close(): Promise<void> {
    await this.giveUp();
  }
}

/** Takes the rows of a new base in any number of pieces. */
export class BaseWriter {
  readonly #writer: ChunkWriter;
  readonly #finish: (position: SnapshotPosition) => Promise<void>;

  constructor(writer: ChunkWriter, finish: (position: SnapshotPosition) => Promise<void>) {
    this.#writer = writer;
    this.#finish = finish;
  }

  async add(rows: readonly SnapshotRow[]): Promise<void> {
    await this.#writer.writeRows(rows, undefined);
  }

  /** Puts the base in the place of the old file. */
  async commit(position: SnapshotPosition): Promise<void> {
    await this.#finish(position);
  }

  async abandon(): Promise<void> {
    await this.#writer.close();
  }
}

interface ChunkWriterState {
  readonly key: Buffer;
  readonly random: Random;
  readonly handle: FileHandle;
  readonly fileId: Buffer;
  /** Of the next chunk. */
  index: number;
  /** Where the next chunk begins. */
  at: number;
}

class ChunkWriter {
  readonly #state: ChunkWriterState;

  constructor(state: ChunkWriterState) {
    const { key, random, handle, fileId, index, at } = state;
    this.#state = { key, random, handle, fileId, index, at };
  }

  get at(): number {
    return this.#state.at;
  }

  /** In chunks of a size that is sealed quickly; the last one carries the position. */
  async writeRows(rows: readonly SnapshotRow[], position: SnapshotPosition | undefined): Promise<void> {
    let piece: SnapshotRow[] = [];
    let pieceBytes = 0;
    for (const row of rows) {
      piece.push(row);
      pieceBytes += row.json?.length ?? 0;
      if (pieceBytes < chunkTargetBytes) continue;
      await this.write({ position: undefined, rows: piece });
      await setImmediate();
      piece = [];
      pieceBytes = 0;
    }
    if (piece.length > 0 || position) await this.write({ position, rows: piece });
  }

  async write(content: {
    position: SnapshotPosition | undefined;
    rows: readonly SnapshotRow[];
  }): Promise<void> {
    const state = this.#state;
    const sealed = sealChunk(encodeChunkText(content), state, state.random);
    const { bytesWritten } = await state.handle.write(sealed, 0, sealed.length, state.at);
    if (bytesWritten !== sealed.length) throw new Error('the disk took only a part of a snapshot chunk');
    state.at += sealed.length;
    state.index++;
  }

  sync(): Promise<void> {
    return this.#state.handle.datasync();
  }

  close(): Promise<void> {
    return this.#state.handle.close();
  }
}

/** Waits for the first work on a file that nobody else will close if it fails. */
async function orClosed(handle: FileHandle, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
