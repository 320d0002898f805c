import { describe, expect, test } from 'vitest';
import { formatMac } from './mac.ts';
import {
  formatBytes,
  formatCount,
  formatMoney,
  formatPercent,
  formatPlanRate,
  formatRate,
} from './quantity.ts';
import { formatInstant, formatMilliseconds, formatAgo, formatRelative, formatUptime } from './time.ts';

describe('rates and volumes', () => {
  test.each([
    [0, '0 bit/s'],
    [999, '999 bit/s'],
    [12_400_000, '12.4 Mbit/s'],
    [999_600, '1 Mbit/s'],
    [1_234_000_000, '1.23 Gbit/s'],
    [5e15, '5,000 Tbit/s'],
  ])('%d bit/s reads %s', (rate, told) => expect(formatRate(rate, 'en')).toBe(told));

  test.each([
    [0, '0 B'],
    [1_000, '1 kB'],
    [1_234_567, '1.23 MB'],
    [2_500_000_000_000, '2.5 TB'],
    [-1_500, '-1.5 kB'],
  ])('%d bytes read %s: units are decimal', (bytes, told) => expect(formatBytes(bytes, 'en')).toBe(told));

  test.each([
    [50_000_000, 25_000_000, '50/25 M'],
    [512_000, 256_000, '512/256 k'],
    [1_000_000_000, 500_000_000, '1 G/500 M'],
    [2_500_000_000, 1_000_000_000, '2.5/1 G'],
    [20_000_000, null, '20 M/∞'],
    [null, null, '∞/∞'],
  ])('a plan of %s down and %s up reads %s', (download, upload, told) => {
    expect(formatPlanRate(download, upload, 'en')).toBe(told);
  });

  test('digits stay Western in Arabic', () => {
    expect(formatRate(12_400_000, 'ar')).toContain('12');
    expect(formatCount(1234, 'ar')).toMatch(/1.?234/);
  });
});

describe('time', () => {
  const moment = '2026-11-21T22:28:09Z';

  test('a moment is told on the clock of the zone', () => {
    expect(formatInstant(moment, { timeZone: 'Asia/Baghdad', locale: 'en' })).toBe('22 Nov 2026, 01:28');
    expect(formatInstant(moment, { timeZone: 'UTC', locale: 'en', style: 'time' })).toBe('22:28:09');
  });

  test('midnight is 00, not 24', () => {
    expect(formatInstant('2026-01-01T00:05:00Z', { timeZone: 'UTC', locale: 'en', style: 'time' })).toBe(
      '00:05:00',
    );
  });

  test.each([
    [0, '00:00:00'],
    [59.9, '00:00:59'],
    [118_484, '1d08:54:44'],
    [-5, '00:00:00'],
    [86_400 * 400, '400d00:00:00'],
  ])('an uptime of %d s reads %s', (seconds, told) => expect(formatUptime(seconds)).toBe(told));

  test.each([
    [-300_000, '5 min. ago'],
    [259_200_000, 'in 3 days'],
    [-400, 'now'],
    [-86_400_000, 'yesterday'],
    [12.5 * 86_400_000, 'in 12 days'],
    [-40 * 86_400_000, '40 days ago'],
    [100 * 86_400_000, 'in 3 mo.'],
  ])('%d ms from now reads %s', (differenceMs, told) => {
    expect(formatRelative(1_000_000_000_000 + differenceMs, { nowMs: 1_000_000_000_000, locale: 'en' })).toBe(
      told,
    );
  });

  test('a short time is told in milliseconds, a longer one in seconds', () => {
    expect(formatMilliseconds(339.6)).toBe('340 ms');
    expect(formatMilliseconds(1_240)).toBe('1.2 s');
  });
});

describe('money and shares', () => {
  test('the smallest unit is the currency’s own', () => {
    expect(formatMoney(12_345, 'EUR', 'en')).toBe('€123.45');
    expect(formatMoney(12_345, 'JPY', 'en')).toBe('¥12,345');
    expect(formatMoney(12_345, 'KWD', 'en')).toMatch(/12\.345/);
    expect(formatMoney(-100, 'EUR', 'en')).toBe('-€1.00');
  });

  test('amounts are in units of ISO 4217, whatever digits people write', () => {
    expect(formatMoney(35_000_000, 'IDR', 'en')).toMatch(/350,000$/);
    expect(formatMoney(35_000_050, 'IDR', 'en')).toMatch(/350,000\.50$/);
  });

  test('a share of one is told in percent', () => {
    expect(formatPercent(0.1234, 'en')).toBe('12.3%');
  });
});

describe('MAC addresses', () => {
  test.each(['aabbccddeeff', 'AA-BB-CC-DD-EE-FF', 'aabb.ccdd.eeff', 'aa:bb:cc:dd:ee:ff'])(
    '%s has one form',
    (text) => {
      expect(formatMac(text)).toBe('AA:BB:CC:DD:EE:FF');
    },
  );

  test('what is no MAC is shown as it came', () => {
    expect(formatMac('<script>')).toBe('<script>');
    expect(formatMac('port-7')).toBe('port-7');
  });
});

test('what has happened is never told as something to come', () => {
  const nowMs = Date.UTC(2026, 10, 21, 18);
  expect(formatAgo(nowMs + 1_000, { nowMs, locale: 'en' })).toBe('now');
  expect(formatAgo(nowMs - 3_000, { nowMs, locale: 'en' })).toBe('3 sec. ago');
});
