import { SeededRandom } from '@trunkline/kit';
import { describe, expect, it } from 'vitest';
import { ShardedMap } from './sharded-map.ts';

describe('a map in parts', () => {
  const seed = 20_261_121;

  it(`is a map, whatever is put in and taken out (seed ${seed})`, () => {
    const random = new SeededRandom(seed);
    const sharded = new ShardedMap<string | number, number>();
    const plain = new Map<string | number, number>();
    for (let step = 0; step < 20_000; step++) {
      const number = random.integer(3_000);
      const key = number % 2 === 0 ? number * 2 ** 33 : `name-${number}`;
      if (random.integer(3) === 0) {
        sharded.delete(key);
        plain.delete(key);
      } else {
        sharded.set(key, step);
        plain.set(key, step);
      }
      expect(sharded.get(key)).toBe(plain.get(key));
    }
    expect(sharded.size).toBe(plain.size);
    expect(new Map(sharded)).toEqual(plain);
  });

  it('visits everything in turn, a few at a time, also while entries go and come', () => {
    const map = new ShardedMap<string, number>();
    for (let index = 0; index < 1_000; index++) map.set(`key-${index}`, index);
    const visits = new Map<string, number>();
    for (let round = 0; round < 20; round++) {
      let inRound = 0;
      map.visitNext(50, (_value, key) => {
        inRound++;
        visits.set(key, (visits.get(key) ?? 0) + 1);
        if (key.endsWith('7')) map.delete(key);
        else map.set(key, -1);
      });
      expect(inRound).toBe(50);
    }
    expect(visits.size).toBe(1_000);
    expect(map.size).toBe(900);
  });

  it('visits each entry once when there are fewer than asked for, and nothing in an empty one', () => {
    const map = new ShardedMap<number, string>();
    const visited: number[] = [];
    map.visitNext(10, (_value, key) => visited.push(key));
    expect(visited).toEqual([]);
    map.set(1, 'a');
    map.set(2, 'b');
    map.visitNext(10, (_value, key) => visited.push(key));
    expect(visited.toSorted((a, b) => a - b)).toEqual([1, 2]);
  });
});
