import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { CivilZone } from './civil-zone.ts';
import { quotaPeriodAt } from './quota-period.ts';

const seed = Number(process.env.TRUNKLINE_TEST_SEED ?? 20_261_121);
const zones = ['UTC', 'Africa/Cairo', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Beirut'];

function anniversary(zone: CivilZone, anchor: string, now: string): string[] {
  const [anchorAtMs, nowMs] = [anchor, now].map(
    (text) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone.name).epochMilliseconds,
  ) as [number, number];
  const subscription = { anchorAtMs, startsAtMs: anchorAtMs };
  const { fromMs, untilMs } = quotaPeriodAt('anniversary', { subscription, zone, nowMs });
  return [fromMs, untilMs!].map((ms) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone.name).toPlainDateTime().toString(),
  );
}

const minuteOfYear = (year: number): number => Date.UTC(year, 0, 1) / 60_000;
const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;

describe('a quota of the month of a purchase', () => {
  it.each([
    ['2026-01-31T10:00', '2026-02-15T00:00', ['2026-01-31T10:00:00', '2026-02-28T10:00:00']],
    ['2026-01-31T10:00', '2026-02-28T10:00', ['2026-02-28T10:00:00', '2026-03-31T10:00:00']],
    ['2026-01-31T10:00', '2026-03-31T09:59', ['2026-02-28T10:00:00', '2026-03-31T10:00:00']],
    ['2026-01-31T10:00', '2028-02-29T10:00', ['2028-02-29T10:00:00', '2028-03-31T10:00:00']],
    ['2024-02-29T00:00', '2026-02-28T00:00', ['2026-02-28T00:00:00', '2026-03-29T00:00:00']],
    ['2026-12-15T08:00', '2027-01-15T07:59', ['2026-12-15T08:00:00', '2027-01-15T08:00:00']],
  ])('that began at %s runs at %s in %j', (anchor, now, expected) => {
    expect(anniversary(new CivilZone('Asia/Baghdad'), anchor, now)).toEqual(expected);
  });

  it('holds the instant, follows the one before, and is the calendar from the anchor, whatever the clocks do', () => {
    const known = new Map(zones.map((name) => [name, new CivilZone(name)]));
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: minuteOfYear(2024), max: minuteOfYear(2026) }),
        fc.integer({ min: 0, max: 4 * 525_600 }),
        (name, anchorMinute, later) => {
          const zone = known.get(name)!;
          const anchorAtMs = anchorMinute * 60_000;
          const subscription = { anchorAtMs, startsAtMs: anchorAtMs };
          const ask = (nowMs: number) => quotaPeriodAt('anniversary', { subscription, zone, nowMs });
          const nowMs = anchorAtMs + later * 60_000;
          const { fromMs, untilMs } = ask(nowMs);
          expect(fromMs).toBeLessThanOrEqual(nowMs);
          expect(untilMs).toBeGreaterThan(nowMs);
          expect(ask(untilMs!).fromMs).toBe(untilMs);
          expect(ask(untilMs! - 1)).toEqual({ fromMs, untilMs });
          const anchor = Temporal.Instant.fromEpochMilliseconds(anchorAtMs)
            .toZonedDateTimeISO(name)
            .toPlainDateTime();
          const until = Temporal.Instant.fromEpochMilliseconds(untilMs!).toZonedDateTimeISO(name);
          const months = (until.year - anchor.year) * 12 + until.month - anchor.month;
          expect(anchor.add({ months }).toZonedDateTime(name).epochMilliseconds).toBe(untilMs);
        },
      ),
      { seed, numRuns: 2_000 },
    );
  });
});

describe('a quota', () => {
  const zone = new CivilZone('Africa/Cairo');
  const subscription = { anchorAtMs: at('2026-01-05T08:00:00Z'), startsAtMs: at('2026-04-05T08:00:00Z') };
  // Cairo is two hours ahead until 23 April 2026, 22:00 UTC, then three.
  const nowMs = at('2026-04-24T12:00:00Z');

  it.each([
    ['daily', '2026-04-23T22:00:00Z', '2026-04-24T21:00:00Z'],
    ['weekly', '2026-04-18T22:00:00Z', '2026-04-25T21:00:00Z'],
    ['monthly', '2026-03-31T22:00:00Z', '2026-04-30T21:00:00Z'],
    ['anniversary', '2026-04-05T08:00:00Z', '2026-05-05T07:00:00Z'],
  ] as const)('that is %s runs from %s to %s, by the clocks of the zone', (period, from, until) => {
    expect(quotaPeriodAt(period, { subscription, zone, nowMs })).toEqual({
      fromMs: at(from),
      untilMs: at(until),
    });
  });

  it('for once is that of the subscription, and ends with it alone', () => {
    const bounds = quotaPeriodAt('one_time', { subscription, zone, nowMs });
    expect(bounds).toEqual({ fromMs: subscription.startsAtMs, untilMs: null });
  });
});
