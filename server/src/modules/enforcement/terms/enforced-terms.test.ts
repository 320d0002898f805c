import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differencesOf,
  enforcedTerms,
  isSameWish,
  withBrought,
  type Difference,
  type EnforcedTerms,
} from './enforced-terms.ts';

const seed = 20_261_121;
const rate = fc.integer({ min: 64_000, max: 1_000_000_000 });
const optional = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const burst = fc.record({
  downloadBps: rate,
  uploadBps: rate,
  thresholdDownloadBps: rate,
  thresholdUploadBps: rate,
  timeS: fc.integer({ min: 1, max: 60 }),
});
const zone = fc.record({
  zoneId: fc.constantFrom('a', 'b', 'c'),
  downloadBps: rate,
  uploadBps: rate,
});
const terms: fc.Arbitrary<EnforcedTerms> = fc.record({
  downloadBps: rate,
  uploadBps: rate,
  burst: optional(burst),
  access: fc.constantFrom('full', 'walled_garden'),
  addressList: optional(fc.constantFrom('debtors', 'schools')),
  pool: optional(fc.constantFrom('garden')),
  endsAtMs: optional(fc.integer({ min: 1e12, max: 2e12 })),
  volumeEndBytes: optional(fc.integer({ min: 0, max: 1e13 })),
  zones: fc.uniqueArray(zone, { selector: ({ zoneId }) => zoneId, maxLength: 3 }),
});

describe('the terms of live sessions', () => {
  it('never differ from themselves, and differ both ways or not at all', () => {
    fc.assert(
      fc.property(terms, terms, (a, b) => {
        expect(differencesOf(a, a)).toEqual([]);
        expect(isSameWish(a, b)).toBe(isSameWish(b, a));
      }),
      { seed },
    );
  });

  it('are what is wanted once everything that differs was brought', () => {
    fc.assert(
      fc.property(terms, terms, (applied, desired) => {
        const brought = differencesOf(applied, desired);
        expect(differencesOf(withBrought(applied, { desired, brought }), desired)).toEqual([]);
      }),
      { seed },
    );
  });

  it('keep what a rung could not bring', () => {
    fc.assert(
      fc.property(terms, terms, (applied, desired) => {
        const all = differencesOf(applied, desired);
        const brought: Difference[] = all.filter((kind) => kind === 'ends' || kind === 'volume');
        const left = differencesOf(withBrought(applied, { desired, brought }), desired);
        expect(left).toEqual(all.filter((kind) => !brought.includes(kind)));
      }),
      { seed },
    );
  });

  it('are the same within the time a session takes to come up, and within two per cent of its volume', () => {
    const [one] = fc.sample(terms, { seed, numRuns: 1 });
    const base = { ...one!, endsAtMs: 1_800_000_000_000, volumeEndBytes: 100_000_000_000 };
    const near = { ...base, endsAtMs: base.endsAtMs + 2_000, volumeEndBytes: 101_900_000_000 };
    const far = { ...base, endsAtMs: base.endsAtMs + 61_000, volumeEndBytes: 102_100_000_000 };
    expect(differencesOf(base, near)).toEqual([]);
    expect(differencesOf(base, far)).toEqual(['ends', 'volume']);
  });

  it('end at the nearer of what is left from now and what the session may last from its start', () => {
    const decided = {
      downloadBps: 1,
      uploadBps: 1,
      burst: null,
      access: 'full',
      addressList: null,
      pool: 'of the plan',
      sessionTimeoutS: 3_600,
      sessionVolumeBytes: 1_000,
      zoneRules: [],
    } as const;
    const session = { startedAtMs: 1_000_000, usedBytes: 5_000 };
    const ends = (timeoutS: number | null, volumeBytes: number | null) => {
      const limits = { timeoutS, volumeBytes };
      const { endsAtMs, volumeEndBytes, pool } = enforcedTerms(decided, {
        session,
        limits,
        gardenPool: 'garden',
        nowMs: 2_000_000,
      });
      return { endsAtMs, volumeEndBytes, pool };
    };
    expect(ends(null, null)).toEqual({ endsAtMs: 5_600_000, volumeEndBytes: 6_000, pool: null });
    expect(ends(60, 5_500)).toEqual({ endsAtMs: 1_060_000, volumeEndBytes: 5_500, pool: null });
  });
});
