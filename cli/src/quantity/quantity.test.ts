import { describe, expect, test } from 'vitest';
import { formatBytes, formatDuration, formatInstant, formatRate } from './format.ts';
import { parseDuration } from './parse-duration.ts';
import { formatMoney, parseMoney } from './parse-money.ts';
import { parseRate, parseVolume } from './parse-rate.ts';
import { parseValidity } from './parse-validity.ts';

describe('rates', () => {
  test.each([
    ['20M', 20_000_000],
    ['512k', 512_000],
    ['512K', 512_000],
    ['2.5G', 2_500_000_000],
    ['2.3M', 2_300_000],
    ['0.5M', 500_000],
    ['1000000', 1_000_000],
    ['1.10m', 1_100_000],
  ])('%s is %i bit/s exactly', (text, bps) => {
    expect(parseRate(text, 'download')).toBe(bps);
  });

  test.each(['', 'M', '20MB', '-5M', '1e6', '0', '0M', '1.5', '1.0001k', '20 M', '1..5M', '9999999T'])(
    'what is no whole rate is refused by the option it stood in: "%s"',
    (text) => {
      expect(() => parseRate(text, 'download')).toThrow(/^--download ".*" is not a rate in bit\/s such as/);
    },
  );

  test('a volume has the same letters and counts bytes', () => {
    expect(parseVolume('10G', 'session-volume')).toBe(10_000_000_000);
  });
});

describe('validity', () => {
  test.each([
    ['30d', { count: 30, unit: 'day' }],
    ['1mo', { count: 1, unit: 'month' }],
    ['12h', { count: 12, unit: 'hour' }],
    ['30min', { count: 30, unit: 'minute' }],
    ['2w', { count: 2, unit: 'week' }],
    ['12MO', { count: 12, unit: 'month' }],
  ])('%s is understood', (text, validity) => {
    expect(parseValidity(text, 'validity')).toEqual(validity);
  });

  test.each(['30', '30m', '0d', '3651d', '1.5d', 'd', '1y', ''])('"%s" is refused', (text) => {
    expect(() => parseValidity(text, 'validity')).toThrow(/^--validity ".*" is not a time such as 30min/);
  });
});

describe('money', () => {
  test.each([
    ['29.99', 'USD', 2999],
    ['29.9', 'USD', 2990],
    ['30', 'usd', 3000],
    ['0', 'EUR', 0],
    ['1500', 'JPY', 1500],
    ['1.234', 'KWD', 1234],
    ['0.29', 'USD', 29],
  ])('%s %s is %i minor units', (text, currency, amountMinor) => {
    expect(parseMoney(text, currency)).toEqual({ amountMinor, currency: currency.toUpperCase() });
  });

  test('an amount finer than the currency has is refused, not rounded', () => {
    expect(() => parseMoney('29.999', 'USD')).toThrow(
      '--price "29.999" is not an amount in USD such as 29.99',
    );
    expect(() => parseMoney('15.5', 'JPY')).toThrow('such as 2999');
    expect(() => parseMoney('-1', 'USD')).toThrow('--price');
  });

  test('an unknown currency is named', () => {
    expect(() => parseMoney('1', 'DOLLARS')).toThrow('--currency "DOLLARS"');
  });

  test('what was parsed prints as it was written', () => {
    expect(formatMoney(parseMoney('0.05', 'USD'))).toBe('0.05 USD');
    expect(formatMoney(parseMoney('1.234', 'KWD'))).toBe('1.234 KWD');
    expect(formatMoney(parseMoney('1500', 'JPY'))).toBe('1500 JPY');
  });
});

test('times are seconds', () => {
  expect(['300', '90s', '15m', '8h', '1d'].map((text) => parseDuration(text, 'session-timeout'))).toEqual([
    300, 90, 900, 28_800, 86_400,
  ]);
  expect(() => parseDuration('soon', 'session-timeout')).toThrow('--session-timeout "soon"');
});

test('numbers print short, with their unit', () => {
  expect([0, 999, 1000, 1_500_000, 999_999, 12_345_678].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '1.5 MB',
    '1 MB',
    '12.3 MB',
  ]);
  expect(formatRate(20_000_000)).toBe('20 Mbit/s');
  expect([59, 3600, 118_484].map(formatDuration)).toEqual(['00:00:59', '01:00:00', '1d08:54:44']);
  expect(formatInstant('2026-11-21T11:43:30.123Z')).toBe('2026-11-21 11:43:30Z');
});
