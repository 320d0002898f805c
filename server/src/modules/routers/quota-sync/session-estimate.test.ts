import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followSession, type Octets, type SessionEstimate } from './session-estimate.ts';

const octets = (uploadBytes: number, downloadBytes: number): Octets => ({ uploadBytes, downloadBytes });
const zero = octets(0, 0);
const most = (a: Octets, b: Octets): Octets =>
  octets(Math.max(a.uploadBytes, b.uploadBytes), Math.max(a.downloadBytes, b.downloadBytes));
interface Look {
  stored?: Octets;
  radius?: Octets;
  told: Octets;
  isFirstRun?: boolean;
  elapsedMs?: number;
}
const follow = (...looks: Look[]): SessionEstimate => {
  let estimate: SessionEstimate | undefined;
  for (const { stored = zero, radius = stored, told, isFirstRun = true, elapsedMs = 30_000 } of looks) {
    estimate = followSession(estimate, { stored, radius, told, isFirstRun, elapsedMs });
  }
  return estimate!;
};

describe('the count of a session by RADIUS and its router', () => {
  test('before RADIUS has spoken the router tells it whole', () => {
    expect(follow({ told: octets(10, 200) }).counted).toEqual(octets(10, 200));
  });

  test('where RADIUS has begun to count anew, what the router told before is not counted again', () => {
    expect(follow({ told: octets(10, 200), isFirstRun: false }).counted).toEqual(zero);
  });

  test('what samples alone have told is gone on with, by whoever looks next', () => {
    const own = { stored: octets(100, 1_000), radius: zero };
    expect(follow({ ...own, told: octets(110, 1_500) }).counted).toEqual(octets(110, 1_500));
  });

  test('what was stored when it is first met is not counted again', () => {
    const stored = octets(100, 1_000);
    expect(follow({ stored, told: octets(90, 5_000) }).counted).toEqual(stored);
    expect(follow({ stored, told: octets(90, 5_000) }, { stored, told: octets(95, 5_600) }).counted).toEqual(
      octets(105, 1_600),
    );
  });

  test('a packet of RADIUS is the word, whatever the router counts beside it', () => {
    const news = octets(50, 900);
    const after = [
      { told: octets(60, 1_000) },
      { stored: octets(60, 1_000), radius: news, told: octets(70, 1_300) },
    ];
    expect(follow(...after).counted).toEqual(octets(60, 1_000));
    expect(
      follow(...after, { stored: octets(60, 1_000), radius: news, told: octets(90, 1_600) }).counted,
    ).toEqual(octets(70, 1_200));
  });

  test('counters that begin anew go on from what was counted', () => {
    expect(
      follow({ told: octets(100, 1_000) }, { told: octets(5, 20) }, { told: octets(9, 50) }).counted,
    ).toEqual(octets(109, 1_050));
  });

  test('a leap that no line carries counts nothing', () => {
    const leap = [{ told: octets(1, 2) }, { told: octets(1, 2 ** 52) }];
    expect(follow(...leap).counted).toEqual(octets(1, 2));
    expect(follow(...leap, { told: octets(1, 2 ** 52 + 10) }).counted).toEqual(octets(1, 12));
  });

  test('never counts less than before, nor more than the larger of both sources has carried', () => {
    const step = fc.record({
      upload: fc.nat(1_000_000),
      download: fc.nat(1_000_000),
      /** RADIUS tells so much of what has passed, late or with other overhead. */
      tells: fc.option(fc.double({ min: 0.9, max: 1, noNaN: true }), { nil: undefined }),
      resets: fc.boolean(),
      records: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        let estimate: SessionEstimate | undefined;
        let [passed, told, radius, stored] = [zero, zero, zero, zero];
        for (const { upload, download, tells, resets, records } of steps) {
          if (resets) told = zero;
          passed = octets(passed.uploadBytes + upload, passed.downloadBytes + download);
          told = octets(told.uploadBytes + upload, told.downloadBytes + download);
          if (tells !== undefined) {
            const now = octets(
              Math.floor(passed.uploadBytes * tells),
              Math.floor(passed.downloadBytes * tells),
            );
            radius = most(radius, now);
            stored = most(stored, radius);
          }
          const before = estimate;
          estimate = followSession(estimate, { stored, radius, told, isFirstRun: true, elapsedMs: 30_000 });
          expect(estimate.counted.downloadBytes).toBeLessThanOrEqual(passed.downloadBytes);
          expect(estimate.counted.uploadBytes).toBeLessThanOrEqual(passed.uploadBytes);
          expect(estimate.counted.downloadBytes).toBeGreaterThanOrEqual(stored.downloadBytes);
          if (before && stored.downloadBytes >= before.counted.downloadBytes) {
            expect(estimate.counted.downloadBytes).toBeGreaterThanOrEqual(before.counted.downloadBytes);
          }
          if (records) stored = most(stored, estimate.counted);
        }
      }),
    );
  });
});
