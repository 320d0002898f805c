import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CivilZone } from '../../policy/index.ts';
import { dayRange } from '../day-range.ts';
import { UsageSpreader, type RecordedUsage } from './spread-usage.ts';
import { makeTimeline } from './timeline.ts';

const hourMs = 3_600_000;

function timelineOf(
  zoneName: string,
  days: { firstDay: string; lastDay: string },
  curve = new Map<number, number>(),
) {
  const zone = CivilZone.named(zoneName);
  return makeTimeline(zone, dayRange(zone, days), curve);
}

describe('a timeline', () => {
  test.each([
    ['Asia/Kolkata', 48],
    // The clocks jump forward on 29 March 2026 and back on 25 October.
    ['Europe/Berlin', 47],
  ])('in %s has the hours of its days', (zone, slots) => {
    const timeline = timelineOf(zone, { firstDay: '2026-03-29', lastDay: '2026-03-30' });
    expect(timeline.curve).toHaveLength(slots);
    expect(timeline.days).toEqual(['2026-03-29', '2026-03-30']);
  });

  test('of a day of half an hour more has half an hour more', () => {
    const { startsMs } = timelineOf('Australia/Lord_Howe', { firstDay: '2026-04-05', lastDay: '2026-04-05' });
    expect(startsMs.at(-1)! - startsMs[0]!).toBe(24.5 * hourMs);
  });
});

describe('usage of a day', () => {
  const day = '2026-03-02';
  const startMs = Date.parse('2026-03-02T00:00:00Z');
  const use = { day, downloadBytes: 900, uploadBytes: 90, sessionTimeS: 5_400 };

  test('lies where the sessions were, as the traffic of the tenant lay there', () => {
    // 10:00 to 11:30: an hour at a traffic of 100 and half an hour at 400, which weigh 100 to 200.
    const curve = new Map([
      [startMs + 10 * hourMs, 100],
      [startMs + 11 * hourMs, 400],
      [startMs + 20 * hourMs, 9_000],
    ]);
    const timeline = timelineOf('UTC', { firstDay: day, lastDay: day }, curve);
    const sessionsMs = [startMs + 10 * hourMs, startMs + 11.5 * hourMs];
    const { downloadBytes, uploadBytes, sessionTimeS } = new UsageSpreader(timeline).spread({
      days: [use],
      sessionsMs,
    });
    expect([...downloadBytes].slice(10, 12)).toEqual([300, 600]);
    expect([...uploadBytes].slice(10, 12)).toEqual([30, 60]);
    expect([...sessionTimeS].slice(10, 12)).toEqual([3_600, 1_800]);
    expect(downloadBytes[20]).toBe(0);
  });

  test('whose sessions are not known lies as the traffic did, and without any evenly', () => {
    const curve = new Map([[startMs + 20 * hourMs, 50]]);
    const known = timelineOf('UTC', { firstDay: day, lastDay: day }, curve);
    expect(new UsageSpreader(known).spread({ days: [use], sessionsMs: [] }).downloadBytes[20]).toBe(900);
    const unknown = timelineOf('UTC', { firstDay: day, lastDay: day });
    expect(new UsageSpreader(unknown).spread({ days: [use], sessionsMs: [] }).downloadBytes[3]).toBe(37.5);
  });

  test('stays its own day’s, and all of it, whatever the sessions, and for one subscriber after another', () => {
    const timeline = timelineOf('Asia/Baghdad', { firstDay: '2026-03-01', lastDay: '2026-03-05' });
    const spreader = new UsageSpreader(timeline);
    const beginMs = timeline.startsMs[0]!;
    const session = fc.tuple(fc.integer({ min: -30, max: 140 }), fc.integer({ min: 0, max: 60 }));
    const anyUsage = fc.record({
      bytes: fc.array(fc.integer({ min: 0, max: 10 ** 12 }), { minLength: 5, maxLength: 5 }),
      sessions: fc.array(session, { maxLength: 6 }),
    });
    fc.assert(
      fc.property(anyUsage, ({ bytes, sessions }) => {
        const usage: RecordedUsage = {
          days: timeline.days.map((name, place) => ({ ...use, day: name, downloadBytes: bytes[place]! })),
          sessionsMs: sessions.flatMap(([from, length]) => [
            beginMs + from * hourMs,
            beginMs + (from + length) * hourMs,
          ]),
        };
        const { downloadBytes } = spreader.spread(usage);
        for (const [place, expected] of bytes.entries()) {
          const slots = downloadBytes.slice(
            timeline.firstSlotOfDay[place],
            timeline.firstSlotOfDay[place + 1],
          );
          expect(slots.reduce((sum, more) => sum + more, 0)).toBeCloseTo(expected, 1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
