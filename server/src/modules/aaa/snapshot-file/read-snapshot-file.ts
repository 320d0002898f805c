import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { SnapshotRow } from '../snapshot/snapshot-rows.ts';
import {
  chunkHeaderBytes,
  decodeFileHeader,
  fileHeaderBytes,
  maxChunkBytes,
  openChunk,
} from './chunk-codec.ts';
import { decodeChunkText, type SnapshotPosition } from './chunk-text.ts';

/** Why a file is not used. The database has everything in it. */
export type FileRefusal =
  /** No snapshot file that this version can read. */
  | 'foreign'
  /** A chunk does not open: altered, or of another installation. */
  | 'damaged'
  /** The base ends before its end. */
  | 'unfinished';

export type ReadResult =
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly reason: FileRefusal }
  | {
      readonly kind: 'read';
      readonly position: SnapshotPosition;
      readonly baseBytes: number;
      /** Where writing goes on. */
      readonly end: { readonly fileId: Buffer; readonly chunks: number; readonly bytes: number };
    };

export async function readSnapshotFile(options: {
  path: string;
  key: Buffer;
  onRows: (rows: readonly SnapshotRow[]) => Promise<void>;
}): Promise<ReadResult> {
  const handle = await openIfThere(options.path);
  if (!handle) return { kind: 'missing' };
  try {
    return await readChunks(handle, options);
  } finally {
    await handle.close();
  }
}

async function readChunks(
  handle: FileHandle,
  { key, onRows }: { key: Buffer; onRows: (rows: readonly SnapshotRow[]) => Promise<void> },
): Promise<ReadResult> {
  const header = decodeFileHeader(await readAt(handle, 0, fileHeaderBytes));
  if (!header) return { kind: 'refused', reason: 'foreign' };
  const { fileId, isOlder } = header;
  let at = fileHeaderBytes;
  /** Up to and with the chunk that carries the last position: rows behind it are half a change. */
  let end = { fileId, chunks: 0, bytes: 0 };
  let baseBytes = 0;
  let position: SnapshotPosition | undefined;
  for (let index = 0; ; index++) {
    const sealed = await readChunk(handle, at);
    if (!sealed) break;
    const plain = openChunk(sealed, { key, fileId, index });
    if (!plain) return { kind: 'refused', reason: 'damaged' };
    const content = decodeChunkText(plain);
    await onRows(content.rows);
    at += sealed.length;
    if (!content.position) continue;
    // Without its source a position is nobody's: everything is loaded again as soon as the database answers.
    position = isOlder ? { ...content.position, source: undefined } : content.position;
    baseBytes ||= at;
    end = { fileId, chunks: index + 1, bytes: at };
  }
  if (!position) return { kind: 'refused', reason: 'unfinished' };
  return { kind: 'read', position, baseBytes, end };
}

/** The whole chunk, or undefined where the file ends before it does. */
async function readChunk(handle: FileHandle, at: number): Promise<Buffer | undefined> {
  const header = await readAt(handle, at, chunkHeaderBytes);
  if (header.length < chunkHeaderBytes) return undefined;
  const length = header.readUInt32BE(0);
  if (length > maxChunkBytes) return undefined;
  const chunk = await readAt(handle, at, chunkHeaderBytes + length);
  return chunk.length === chunkHeaderBytes + length ? chunk : undefined;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const target = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(target, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return target.subarray(0, done);
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, constants.O_RDONLY);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
