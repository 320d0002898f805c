import { expect, test } from 'vitest';
import { sampleBetween } from './use-rate-samples.ts';

const report = (lastSeenAt: string, downloadBytes: number, uploadBytes: number) => ({
  lastSeenAt,
  downloadBytes,
  uploadBytes,
});

test('the rate is what came between two reports, in bits a second', () => {
  const before = report('2026-11-21T10:00:00Z', 1_000, 500);
  expect(sampleBetween(before, report('2026-11-21T10:01:00Z', 7_501_000, 8_000))).toEqual({
    atMs: Date.parse('2026-11-21T10:01:00Z'),
    downloadBps: 1_000_000,
    uploadBps: 1_000,
  });
});

test('the same report again is no sample, and counters that fell are no negative rate', () => {
  const before = report('2026-11-21T10:00:00Z', 1_000, 500);
  expect(sampleBetween(before, before)).toBeUndefined();
  expect(sampleBetween(before, report('2026-11-21T10:00:10Z', 0, 500))?.downloadBps).toBe(0);
});
