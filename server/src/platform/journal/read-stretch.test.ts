import { SeededRandom } from '@trunkline/kit';
import { expect, it } from 'vitest';
import { findRecord, writtenLength } from './read-stretch.ts';
import { recordChecksum, recordHeaderLength } from './segment.ts';

const checksumSeed = 7;

function recordOf(payload: Buffer): Buffer {
  const header = Buffer.alloc(recordHeaderLength);
  header.writeUInt32BE(payload.length, 0);
  header.writeUInt32BE(recordChecksum(checksumSeed, payload), 4);
  return Buffer.concat([header, payload]);
}

it('what is written ends at the last byte that is not zero, wherever that is', () => {
  const random = new SeededRandom(3);
  expect(writtenLength(Buffer.alloc(0))).toBe(0);
  for (const length of [1, 65_535, 65_536, 65_537, 300_000]) {
    const bytes = Buffer.alloc(length);
    expect(writtenLength(bytes)).toBe(0);
    for (let tries = 0; tries < 20; tries++) {
      const last = random.integer(length);
      bytes[last] = 1;
      expect(writtenLength(bytes), `seed 3, ${length}, ${last}`).toBe(last + 1);
      bytes[last] = 0;
    }
  }
});

it('a record is found behind damage also when its payload ends in zeros, as the rest of the segment does', () => {
  const record = recordOf(Buffer.from([1, 2, 3, 0, 0, 0, 0, 0]));
  const bytes = Buffer.concat([Buffer.from('damage'), record, Buffer.alloc(200_000)]);
  expect(findRecord(bytes, checksumSeed)).toBe(6);
  expect(findRecord(bytes.subarray(0, 6 + record.length), checksumSeed)).toBe(6);
  expect(findRecord(Buffer.concat([Buffer.alloc(100_000), record]), checksumSeed)).toBe(100_000);
  expect(findRecord(Buffer.alloc(200_000), checksumSeed)).toBeUndefined();
});
