import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceSentence } from './evidence-sentence.ts';
import { scoreEvidence, type SharingFacts } from './score-evidence.ts';

const nothing: SharingFacts = {
  ttls: [],
  bothKindsAtOnce: false,
  connectionsOver: null,
  macsInOneDay: { whole: 0, invented: 0 },
  minutesAtTwoPlaces: 0,
  soldSessions: 1,
};
const scoreOf = (facts: Partial<SharingFacts>): number => scoreEvidence({ ...nothing, ...facts }).score;
/** As the setting has it unless a tenant says otherwise. */
const usualThreshold = 60;

describe('the score', () => {
  test.each([
    ['nothing', {}, 0],
    ['a telephone', { ttls: [64] }, 0],
    ['a computer behind a telephone', { ttls: [64, 127] }, 45],
    ['telephones and computers behind a router', { ttls: [63, 64, 127] }, 60],
    ['hosts of both kinds, one after the other', { ttls: [64, 128] }, 0],
    ['hosts of both kinds at one address', { ttls: [64, 128], bothKindsAtOnce: true }, 15],
    ['five devices on a day', { macsInOneDay: { whole: 5, invented: 0 } }, 6],
    ['twenty devices on a day', { macsInOneDay: { whole: 20, invented: 0 } }, 30],
    ['telephones that invent addresses', { macsInOneDay: { whole: 2, invented: 4 } }, 0],
    ['devices that were sold', { macsInOneDay: { whole: 8, invented: 0 }, soldSessions: 6 }, 0],
    ['ten minutes at two places', { minutesAtTwoPlaces: 10 }, 20],
    ['an hour at two places', { minutesAtTwoPlaces: 60 }, 40],
    ['many connections', { connectionsOver: 600 }, 10],
    ['very many connections', { connectionsOver: 1_500 }, 20],
  ] as const)('of %s is %s', (_name, facts, expected) => {
    expect(scoreOf(facts)).toBe(expected);
  });

  test('of a household with several devices of its own stays under the usual threshold', () => {
    // Six devices, some of which invent addresses, a busy line, hosts of both kinds.
    const household = {
      ttls: [64, 128],
      bothKindsAtOnce: true,
      macsInOneDay: { whole: 4, invented: 3 },
      connectionsOver: 600,
    };
    expect(scoreOf({ ...household, soldSessions: 3 })).toBeLessThan(usualThreshold);
  });

  test('of no single kind of evidence but several hosts behind a router reaches the usual threshold', () => {
    const most = [
      { ttls: [64, 127] },
      { ttls: [64, 128], bothKindsAtOnce: true },
      { macsInOneDay: { whole: 1_000, invented: 1_000 } },
      { minutesAtTwoPlaces: 10_000 },
      { connectionsOver: 1_500 },
    ];
    for (const facts of most) expect(scoreOf(facts)).toBeLessThan(usualThreshold);
  });

  test('never falls when more is known, is 0 to 100, and each piece tells its figures in a sentence', () => {
    const count = fc.integer({ min: 0, max: 60 });
    const anyFacts = fc.record({
      ttls: fc.subarray([63, 64, 127, 128, 255]),
      bothKindsAtOnce: fc.boolean(),
      connectionsOver: fc.constantFrom(null, 600, 1_500),
      macsInOneDay: fc.record({ whole: count, invented: count }),
      minutesAtTwoPlaces: fc.integer({ min: 0, max: 10_000 }),
      soldSessions: fc.integer({ min: 1, max: 10 }),
    });
    fc.assert(
      fc.property(anyFacts, anyFacts, (some, more) => {
        const both: SharingFacts = {
          ttls: [...some.ttls, ...more.ttls],
          bothKindsAtOnce: some.bothKindsAtOnce || more.bothKindsAtOnce,
          connectionsOver: Math.max(some.connectionsOver ?? 0, more.connectionsOver ?? 0) || null,
          macsInOneDay: {
            whole: some.macsInOneDay.whole + more.macsInOneDay.whole,
            invented: some.macsInOneDay.invented + more.macsInOneDay.invented,
          },
          minutesAtTwoPlaces: some.minutesAtTwoPlaces + more.minutesAtTwoPlaces,
          soldSessions: some.soldSessions,
        };
        const { score, evidence } = scoreEvidence(both);
        expect(score).toBeGreaterThanOrEqual(scoreOf(some));
        expect(score).toBeLessThanOrEqual(100);
        for (const piece of evidence) expect(evidenceSentence(piece)).not.toMatch(/undefined| {2}/);
      }),
    );
  });
});
