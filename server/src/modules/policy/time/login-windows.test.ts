import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { LoginWindow } from '../../subscribers/index.ts';
import { CivilZone } from './civil-zone.ts';
import { compileLoginWindows, loginHoursAt } from './login-windows.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const zones = [
  'UTC',
  'Africa/Cairo',
  'Asia/Baghdad',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
];

function at(text: string, zone: string): number {
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
}

function hoursAt(windows: LoginWindow[], zone: string, nowMs: number): { isOpen: boolean; untilMs: number } {
  return loginHoursAt(compileLoginWindows(windows)!, { zone: new CivilZone(zone), nowMs });
}

describe('login hours', () => {
  it('open at the first minute and close before the last', () => {
    const windows = [{ days: everyDay, from: '08:00', to: '22:00' }];
    const opens = at('2026-03-02T08:00', 'Asia/Baghdad');
    const closes = at('2026-03-02T22:00', 'Asia/Baghdad');
    expect(hoursAt(windows, 'Asia/Baghdad', opens - 1)).toEqual({ isOpen: false, untilMs: opens });
    expect(hoursAt(windows, 'Asia/Baghdad', opens)).toEqual({ isOpen: true, untilMs: closes });
    expect(hoursAt(windows, 'Asia/Baghdad', closes).isOpen).toBe(false);
  });

  it('that end before they begin last into the next day, also from Sunday to Monday', () => {
    const windows = [{ days: [7], from: '22:00', to: '06:00' }];
    const sundayNight = at('2026-03-01T23:30', 'UTC');
    const monday = at('2026-03-02T06:00', 'UTC');
    expect(hoursAt(windows, 'UTC', sundayNight)).toEqual({ isOpen: true, untilMs: monday });
    expect(hoursAt(windows, 'UTC', at('2026-03-02T05:59', 'UTC'))).toEqual({ isOpen: true, untilMs: monday });
  });

  it('that cover the whole week forbid nothing', () => {
    expect(compileLoginWindows([{ days: everyDay, from: '00:00', to: '24:00' }])).toBeNull();
    expect(compileLoginWindows([{ days: everyDay, from: '09:00', to: '09:00' }])).toBeNull();
    expect(compileLoginWindows([])).toBeNull();
  });

  it('that touch or overlap are one', () => {
    const hours = compileLoginWindows([
      { days: [1], from: '10:00', to: '12:00' },
      { days: [1], from: '08:00', to: '10:00' },
      { days: [1], from: '11:00', to: '13:00' },
    ]);
    expect(hours).toEqual([480, 780]);
  });

  it('skipped by the clocks do not open', () => {
    // Cairo jumps from 00:00 to 01:00 on 24 April 2026.
    const windows = [{ days: [5], from: '00:10', to: '00:50' }];
    const jump = at('2026-04-24T01:00', 'Africa/Cairo');
    expect(hoursAt(windows, 'Africa/Cairo', jump - 60_000).isOpen).toBe(false);
    const { isOpen, untilMs } = hoursAt(windows, 'Africa/Cairo', jump);
    expect(isOpen).toBe(false);
    expect(untilMs).toBe(at('2026-05-01T00:10', 'Africa/Cairo'));
  });

  it.each(['25:00', '8:00', '12:60', '24:01', ''])('refuse the time "%s"', (from) => {
    expect(() => compileLoginWindows([{ days: [1], from, to: '12:00' }])).toThrow(RangeError);
  });

  it('agree with the calendar at every instant, and hold exactly until they say', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const window = fc.record({
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      from: minute,
      to: minute,
    });
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2028, 0, 1) / 60_000 }),
        (lines, zone, nowMinute) => {
          const windows = lines.map(({ days, from, to }) => ({ days, from: clock(from), to: clock(to) }));
          const hours = compileLoginWindows(windows);
          if (!hours) return;
          const nowMs = nowMinute * 60_000;
          const { isOpen, untilMs } = loginHoursAt(hours, { zone: new CivilZone(zone), nowMs });
          expect(isOpen).toBe(isOpenByCalendar(windows, zone, nowMs));
          expect(untilMs).toBeGreaterThan(nowMs);
          expect(isOpenByCalendar(windows, zone, untilMs - 1)).toBe(isOpen);
          expect(isOpenByCalendar(windows, zone, untilMs)).toBe(!isOpen);
        },
      ),
      { numRuns: 500 },
    );
  });
});

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function isOpenByCalendar(windows: LoginWindow[], zone: string, instantMs: number): boolean {
  const civil = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone);
  const time = civil.toPlainTime().toString().slice(0, 5);
  const yesterday = civil.dayOfWeek === 1 ? 7 : civil.dayOfWeek - 1;
  return windows.some(({ days, from, to }) => {
    if (from < to) return days.includes(civil.dayOfWeek) && time >= from && time < to;
    return (days.includes(civil.dayOfWeek) && time >= from) || (days.includes(yesterday) && time < to);
  });
}
