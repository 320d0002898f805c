import { expect, test } from 'vitest';
import { ManualClock } from './clock.ts';
import { formatUuid, parseUuid, uuidv7, writeUuid } from './id.ts';

test('a later id sorts behind an earlier one and carries its version', () => {
  const clock = new ManualClock(Date.UTC(2026, 0, 1));
  const first = uuidv7(clock);
  clock.advance(1);
  const second = uuidv7(clock);
  expect(first < second).toBe(true);
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('the text form and the bytes of an id are two forms of one thing', () => {
  const id = uuidv7();
  expect(formatUuid(parseUuid(id))).toBe(id);
});

test('an id is written where it is wanted, in either case, and nothing beside it', () => {
  const target = Buffer.alloc(20, 0xaa);
  writeUuid(target, 2, '0192F0C4-0a0b-7000-8000-00000000ABcd');
  expect(target.toString('hex')).toBe('aaaa0192f0c40a0b7000800000000000abcdaaaa');
});

test('text that is no id is refused', () => {
  for (const text of [
    '',
    'x',
    '0192f0c4-0000-7000-8000-00000000000',
    '0192f0c4-0000-7000-8000-00000000000g',
    '0192f0c4-0000-7000-8000-0000000000000',
    '0192f0c40-000-7000-8000-000000000000',
    '0192f0c4-0000-7000-8000-00000000000\u0130',
  ]) {
    expect(() => parseUuid(text)).toThrow(RangeError);
  }
});
