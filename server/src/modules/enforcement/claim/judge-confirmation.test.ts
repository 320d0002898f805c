import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgeByInterim,
  judgeEndByInterim,
  shortestWindowMs,
  type InterimEvidence,
} from './judge-confirmation.ts';

const seed = 20_261_123;
const evidence = (
  changes: Partial<InterimEvidence> & { movedBytes: number; seconds: number },
): InterimEvidence => {
  const { movedBytes, seconds, ...rest } = changes;
  return {
    wanted: { downloadBps: 2_000_000, uploadBps: 1_000_000 },
    before: { downloadBps: 20_000_000, uploadBps: 5_000_000 },
    claimedAtMs: 0,
    base: { atMs: 0, downloadBytes: 0, uploadBytes: 0 },
    latest: { atMs: seconds * 1000, downloadBytes: movedBytes, uploadBytes: 0 },
    ...rest,
  };
};

describe('a claimed rate', () => {
  it('is confirmed whenever the session kept to the rates of before and after', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -600, max: 0 }),
        fc.integer({ min: 20, max: 3_600 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (baseS, seconds, share) => {
          const most = (20_000_000 * -baseS + 2_000_000 * seconds) / 8;
          const base = { atMs: baseS * 1000, downloadBytes: 0, uploadBytes: 0 };
          expect(judgeByInterim(evidence({ base, movedBytes: Math.floor(most * share), seconds }))).toBe(
            'confirmed',
          );
        },
      ),
      { seed },
    );
  });

  it('is contradicted by a session that goes on at the old rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 3_600 }), (seconds) => {
        const movedBytes = (20_000_000 * seconds) / 8;
        expect(judgeByInterim(evidence({ movedBytes, seconds }))).toBe('no_effect');
      }),
      { seed },
    );
  });

  it('is not judged so soon after the claim that nothing can be seen', () => {
    expect(judgeByInterim(evidence({ movedBytes: 1e12, seconds: shortestWindowMs / 1000 - 1 }))).toBe('wait');
  });

  it('is not contradicted by what an unknown rate before it let through', () => {
    const base = { atMs: -300_000, downloadBytes: 0, uploadBytes: 0 };
    expect(judgeByInterim(evidence({ before: null, base, movedBytes: 1e12, seconds: 60 }))).toBe('confirmed');
  });
});

it('a session that is heard of after its claimed end goes on', () => {
  expect(judgeEndByInterim({ claimedAtMs: 0, lastSeenAtMs: shortestWindowMs })).toBe('no_effect');
  expect(judgeEndByInterim({ claimedAtMs: 0, lastSeenAtMs: shortestWindowMs - 1 })).toBe('wait');
});
