import type { Clock } from '@trunkline/kit';
import { decodeAccountingRecord } from '../../modules/sessions/index.ts';
import { defaultSegmentBytes, JournalReader, type JournalPosition } from '../../platform/journal/index.ts';

/** What is counted exactly, in stretches of at most 256 KiB; beyond, the count is carried on in proportion. */
const countedReads = 32;
/** The newest segment is always counted to its end. */
const maxReads = 128;
const maxRecordsAtOnce = 10_000;

/** What is acknowledged and not yet in the database. */
export interface JournalDepth {
  readonly records: number;
  readonly bytes: number;
  /** Since the receipt of the oldest of them; 0: there is none. */
  readonly oldestAgeMs: number;
}

/** Looks at a journal from where its fold stands. Costs one short read where the fold is at the end. */
export async function measureDepth(
  { folder, clock }: { folder: string; clock: Clock },
  position: JournalPosition | undefined,
): Promise<JournalDepth> {
  const reader = new JournalReader({ folder, clock });
  let at = position;
  let records = 0;
  let bytes = 0;
  let oldestAgeMs = 0;
  let laterSegments = 0;
  let isAtEnd = false;
  try {
    for (let reads = 0; !isAtEnd && reads < (laterSegments > 0 ? countedReads : maxReads); reads++) {
      const batch = await reader.read(at, maxRecordsAtOnce);
      if (!batch) break;
      const first = batch.records[0];
      if (first && records === 0) oldestAgeMs = ageOf(first, clock.now());
      records += batch.records.length;
      if (batch.next.segment === at?.segment) bytes += batch.next.offset - at.offset;
      else bytes += batch.records.reduce((sum, record) => sum + record.length, 0);
      ({ next: at, laterSegments, isAtEnd } = batch);
    }
  } finally {
    await reader.close();
  }
  if (isAtEnd || !at || bytes === 0) return { records, bytes, oldestAgeMs };
  const restBytes = laterSegments * defaultSegmentBytes + Math.max(0, defaultSegmentBytes - at.offset);
  return {
    records: Math.round((records * (bytes + restBytes)) / bytes),
    bytes: bytes + restBytes,
    oldestAgeMs,
  };
}

function ageOf(record: Buffer, nowMs: number): number {
  const receivedAtMs = decodeAccountingRecord(record)?.receivedAtMs;
  return receivedAtMs === undefined ? 0 : Math.max(0, nowMs - receivedAtMs);
}
