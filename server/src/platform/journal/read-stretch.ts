import { maxRecordLength, recordHeaderLength, wholeRecordAt } from './segment.ts';

export interface Stretch {
  records: Buffer[];
  /** Bytes of those records with their headers. */
  length: number;
}

/** The sound records without a gap from the start of `bytes`. The payloads are views. */
export function readStretch(
  bytes: Buffer,
  { seed, maxRecords }: { seed: number; maxRecords: number },
): Stretch {
  const records: Buffer[] = [];
  let at = 0;
  while (records.length < maxRecords) {
    const length = wholeRecordAt(bytes, at, seed);
    if (length === 0) break;
    records.push(bytes.subarray(at + recordHeaderLength, at + length));
    at += length;
  }
  return { records, length: at };
}

/** Where the first sound record begins, at whatever byte; undefined when there is none. */
export function findRecord(bytes: Buffer, seed: number): number | undefined {
  // Behind what was written there are only zeros, and a record does not begin with a length of 0. Most of a
  // segment may be unwritten: looking at each of its bytes would hold the loop for a tenth of a second.
  const last = Math.min(bytes.length - recordHeaderLength, writtenLength(bytes));
  for (let at = 0; at < last; at++) {
    // A length of at most 8192 begins with two zero bytes: the cheap test spares most checksums.
    if (bytes[at] !== 0 || bytes[at + 1] !== 0) continue;
    const length = bytes.readUInt32BE(at);
    if (length === 0 || length > maxRecordLength) continue;
    if (wholeRecordAt(bytes, at, seed) > 0) return at;
  }
  return undefined;
}

const zeros = Buffer.alloc(64 * 1024);

/** The length without the zeros at the end. */
export function writtenLength(bytes: Buffer): number {
  let end = bytes.length;
  while (end >= zeros.length && bytes.compare(zeros, 0, zeros.length, end - zeros.length, end) === 0) {
    end -= zeros.length;
  }
  while (end > 0 && bytes[end - 1] === 0) end--;
  return end;
}
