import { createCipheriv, createDecipheriv, type CipherGCMTypes } from 'node:crypto';
import type { Random } from '@trunkline/kit';

/**
 * The file is a header and then chunks: length (4), nonce (12), tag (16), ciphertext. Each chunk is sealed
 * together with the id of its file and its place in it, so that chunks of another file, left out or put
 * in another order do not open.
 */
export const fileHeaderBytes = 32;
export const chunkHeaderBytes = 4 + 12 + 16;
/** A chunk is read, opened and taken in as one piece. */
export const maxChunkBytes = 1024 * 1024;

const algorithm: CipherGCMTypes = 'aes-256-gcm';
const magic = Buffer.from('TLSNAP\r\n');
const formatVersion = 2;
/** Its rows know nothing of quota, fair use and speed rules: good for logins until the database has been asked. */
const olderVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;
const fileIdBytes = 16;

export function encodeFileHeader(random: Random): { header: Buffer; fileId: Buffer } {
  const header = Buffer.alloc(fileHeaderBytes);
  const fileId = header.subarray(12, 12 + fileIdBytes);
  magic.copy(header);
  header.writeUInt32BE(formatVersion, 8);
  random.fill(fileId);
  return { header, fileId };
}

export interface FileHeader {
  readonly fileId: Buffer;
  /** An earlier version wrote it: its rows are not whole. */
  readonly isOlder: boolean;
}

/** Undefined when this is no snapshot file that this version can read. */
export function decodeFileHeader(header: Buffer): FileHeader | undefined {
  if (header.length < fileHeaderBytes || !header.subarray(0, 8).equals(magic)) return undefined;
  const version = header.readUInt32BE(8);
  if (version !== formatVersion && version !== olderVersion) return undefined;
  return { fileId: Buffer.from(header.subarray(12, 12 + fileIdBytes)), isOlder: version === olderVersion };
}

export interface ChunkPlace {
  readonly key: Buffer;
  readonly fileId: Buffer;
  readonly index: number;
}

export function sealChunk(plain: Buffer, { key, fileId, index }: ChunkPlace, random: Random): Buffer {
  const nonce = Buffer.alloc(nonceBytes);
  random.fill(nonce);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(placeText(fileId, index));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, nonce, cipher.getAuthTag(), body]);
}

/** The plain bytes, or undefined when the chunk does not belong here or was altered. */
export function openChunk(sealed: Buffer, { key, fileId, index }: ChunkPlace): Buffer | undefined {
  const nonce = sealed.subarray(4, 4 + nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(placeText(fileId, index));
  decipher.setAuthTag(sealed.subarray(4 + nonceBytes, chunkHeaderBytes));
  const plain = decipher.update(sealed.subarray(chunkHeaderBytes));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    // The only error of final() in GCM is a tag that does not match.
    return undefined;
  }
}

function placeText(fileId: Buffer, index: number): Buffer {
  const place = Buffer.alloc(fileIdBytes + 4);
  fileId.copy(place);
  place.writeUInt32BE(index, fileIdBytes);
  return place;
}
