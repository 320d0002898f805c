import { expect, test } from 'vitest';
import { pairAttributes } from './pair-attributes.ts';

const rate = (value: string) => ({ name: 'Mikrotik-Rate-Limit', value });
const route = (value: string) => ({ name: 'Framed-Route', value });

test('an attribute that both say differently is one line, one that a side lacks has a hole', () => {
  expect(pairAttributes([rate('5M/20M')], [rate('5M/10M'), route('10.0.0.0/24')])).toEqual([
    { name: 'Mikrotik-Rate-Limit', ours: '5M/20M', theirs: '5M/10M', isSame: false },
    { name: 'Framed-Route', ours: null, theirs: '10.0.0.0/24', isSame: false },
  ]);
});

test('the order of a repeated attribute makes no difference', () => {
  const pairs = pairAttributes([route('a'), route('b')], [route('b'), route('a')]);
  expect(pairs.map(({ isSame }) => isSame)).toEqual([true, true]);
});

test('of a repeated attribute only what differs is told apart', () => {
  expect(pairAttributes([route('a'), route('b'), route('b')], [route('b'), route('c')])).toEqual([
    { name: 'Framed-Route', ours: 'a', theirs: 'c', isSame: false },
    { name: 'Framed-Route', ours: 'b', theirs: null, isSame: false },
    { name: 'Framed-Route', ours: 'b', theirs: 'b', isSame: true },
  ]);
});

test('two answers without attributes have no lines', () => {
  expect(pairAttributes([], [])).toEqual([]);
});
