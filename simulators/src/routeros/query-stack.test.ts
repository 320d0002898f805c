import { expect, test } from 'vitest';
import { BadQuery, passesQueries } from './query-stack.ts';

const bob = { name: 'bob', service: 'pppoe', 'rx-byte': '900', comment: '' };

test.each([
  [[], true],
  [['name'], true],
  [['comment'], true],
  [['address'], false],
  [['-address'], true],
  [['-name'], false],
  [['name=bob'], true],
  [['=name=bob'], true],
  [['name=joe'], false],
  [['comment='], true],
  [['>rx-byte=1000'], false],
  [['<rx-byte=1000'], true],
  [['>rx-byte=899'], true],
  [['<missing=5'], false],
  // Without operations all must hold.
  [['name=bob', 'service=l2tp'], false],
  [['service=pppoe', 'name=bob', 'name=joe', '#|', '#&'], true],
  [['service=l2tp', 'name=bob', 'name=joe', '#|', '#&'], false],
  [['name=joe', '#!'], true],
  [['name=bob', '#!'], false],
  [['name=joe', 'name=bob', '#|!'], false],
  // An index at the end leaves nothing else on the stack.
  [['name=joe', 'name=bob', '#0'], true],
  [['name=joe', 'name=bob', '#1'], false],
  // In front of something else it is a copy.
  [['name=joe', 'name=bob', '#1!'], false],
  [['name=joe', 'name=bob', '#0.&&|'], true],
  [['name=joe', '#!.&'], true],
] as const)('%j passes: %s', (queries, passes) => {
  expect(passesQueries(bob, queries)).toBe(passes);
});

test('an operation that is none is refused', () => {
  expect(() => passesQueries(bob, ['#x'])).toThrow(BadQuery);
});
