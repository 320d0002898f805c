import { describe, expect, test } from 'vitest';
import { cryptoRandom, SeededRandom } from './random.ts';

describe('random', () => {
  test('no stretch of bytes is handed out twice, across the edge of the pool too', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 10_000; i++) {
      const bytes = Buffer.alloc(16);
      cryptoRandom.fill(bytes);
      seen.add(bytes.toString('hex'));
    }
    expect(seen.size).toBe(10_000);
  });

  test('every value below the bound comes up, and none at or above it', () => {
    const seen = new Set<number>();
    for (let i = 0; i < 2_000; i++) seen.add(cryptoRandom.integer(7));
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('a bound that is no whole number from 1 to 2^32 is refused', () => {
    for (const bound of [0, -1, 1.5, 2 ** 32 + 1, NaN]) {
      expect(() => cryptoRandom.integer(bound)).toThrow(RangeError);
    }
    expect(cryptoRandom.integer(1)).toBe(0);
  });

  test('the same seed gives the same sequence, another seed another', () => {
    expect(sequence(42)).toEqual(sequence(42));
    expect(sequence(42)).not.toEqual(sequence(43));
  });
});

function sequence(seed: number): number[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: 100 }, () => random.integer(1_000_000));
}
