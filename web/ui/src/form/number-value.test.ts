import { describe, expect, test } from 'vitest';
import { parseNumber } from './parse-number.ts';
import { fromUnit, inUnit, unitFor, units } from './unit-value.ts';

describe('numbers as people type them', () => {
  test.each([
    ['1234', 1234],
    ['1,234', 1234],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['12,5', 12.5],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['-3', -3],
    [' 10 000 ', 10_000],
    ['١٢٣', 123],
    ['۴۵', 45],
  ])('%s is %d', (text, value) => expect(parseNumber(text)).toBe(value));

  test.each(['', '-', '1e5', 'abc', '1.2.3,4,5x', '0x10', 'Infinity', '--1'])('%s is none', (text) => {
    expect(parseNumber(text)).toBeUndefined();
  });
});

describe('units', () => {
  test.each([
    ['rate', 50_000_000, 'Mbit/s', 50],
    ['rate', 512_000, 'kbit/s', 512],
    ['rate', 2_500_000_000, 'Gbit/s', 2.5],
    ['bytes', 900_000_000, 'MB', 900],
    ['duration', 5_400, 'h', 1.5],
  ] as const)('%s %d is shown in %s as %d', (kind, value, symbol, figure) => {
    const unit = unitFor(kind, value);
    expect(unit.symbol).toBe(symbol);
    expect(inUnit(value, unit)).toBe(figure);
  });

  test('what is shown and typed again is the same value', () => {
    for (const unit of units.bytes) expect(fromUnit(inUnit(123_456_789, unit), unit)).toBe(123_456_789);
  });

  test('nothing yet starts in the usual unit', () => {
    expect(unitFor('rate', null).symbol).toBe('Mbit/s');
    expect(unitFor('bytes', 0).symbol).toBe('GB');
    expect(unitFor('duration', null).symbol).toBe('min');
  });
});
