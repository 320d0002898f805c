import { crc32 } from 'node:zlib';
import { formatUuid, parseUuid } from '@trunkline/kit';

/**
 * One file of a journal: a header of 64 bytes, then records (length, checksum, payload) without gaps, then
 * zeros. A length of 0 is the end of what has been written.
 */
export const segmentHeaderLength = 64;
export const recordHeaderLength = 8;
/** An accounting packet has at most 4096 bytes; the rest is room for what is stored with it. */
export const maxRecordLength = 8192;

const magic = Buffer.from('TLJRNL\r\n');
const formatVersion = 1;
const namePattern = /^(\d{12})\.journal$/;

export interface SegmentHeader {
  journalId: string;
  number: number;
}

/** A name that sorts by number. Only segments that are or were in use carry it. */
export function segmentName(number: number): string {
  return `${String(number).padStart(12, '0')}.journal`;
}

/** The name of a segment that is still being filled with zeros: readers do not see it. */
export function preparedName(number: number): string {
  return `${String(number).padStart(12, '0')}.next`;
}

/** The name of a finished segment in which damage was found. */
export function damagedName(number: number): string {
  return `${String(number).padStart(12, '0')}.damaged`;
}

/** The numbers of the segments among the names of a folder, ascending. */
export function segmentNumbers(names: readonly string[]): number[] {
  const numbers: number[] = [];
  for (const name of names) {
    const match = namePattern.exec(name);
    if (match) numbers.push(Number(match[1]));
  }
  return numbers.sort((a, b) => a - b);
}

export function encodeSegmentHeader({ journalId, number }: SegmentHeader): Buffer {
  const header = Buffer.alloc(segmentHeaderLength);
  magic.copy(header, 0);
  header.writeUInt32BE(formatVersion, 8);
  parseUuid(journalId).copy(header, 12);
  header.writeBigUInt64BE(BigInt(number), 28);
  header.writeUInt32BE(crc32(header.subarray(0, 60)), 60);
  return header;
}

/** The header, or undefined when it is damaged or of another version. */
export function decodeSegmentHeader(header: Buffer): SegmentHeader | undefined {
  if (header.length < segmentHeaderLength || !header.subarray(0, 8).equals(magic)) return undefined;
  if (header.readUInt32BE(60) !== crc32(header.subarray(0, 60))) return undefined;
  if (header.readUInt32BE(8) !== formatVersion) return undefined;
  return { journalId: formatUuid(header, 12), number: Number(header.readBigUInt64BE(28)) };
}

/**
 * Records are checked from a start value made of the journal's id, which nobody outside knows: bytes that
 * a NAS sends, and that are meant to look like a record, fail the check when a reader searches for the
 * next record behind a damaged one.
 */
export function checksumSeed(journalId: string): number {
  return crc32(parseUuid(journalId));
}

/** What a record takes in its segment. */
export function recordSpan(payload: Uint8Array): number {
  return recordHeaderLength + payload.length;
}

export function recordChecksum(seed: number, payload: Uint8Array): number {
  return crc32(payload, (seed ^ payload.length) >>> 0);
}

/** The length of the whole record at `at` with its header when it is there and undamaged, else 0. */
export function wholeRecordAt(bytes: Buffer, at: number, seed: number): number {
  if (at + recordHeaderLength > bytes.length) return 0;
  const length = bytes.readUInt32BE(at);
  if (length === 0 || length > maxRecordLength) return 0;
  const end = at + recordHeaderLength + length;
  if (end > bytes.length) return 0;
  const payload = bytes.subarray(at + recordHeaderLength, end);
  return bytes.readUInt32BE(at + 4) === recordChecksum(seed, payload) ? end - at : 0;
}
