import { expect, test } from 'vitest';
import { fromZonedText, toZonedText } from './zoned-time.ts';

const at = (iso: string): number => Date.parse(iso);

test.each([
  ['2026-11-21T17:28', 'UTC', '2026-11-21T17:28:00Z'],
  ['2026-11-21T17:28', 'Asia/Baghdad', '2026-11-21T14:28:00Z'],
  ['2026-11-21T00:10', 'Asia/Kathmandu', '2026-11-20T18:25:00Z'],
  ['2026-07-01T12:00', 'America/New_York', '2026-07-01T16:00:00Z'],
  ['2026-01-01T12:00', 'America/New_York', '2026-01-01T17:00:00Z'],
])('%s in %s is %s, and back', (text, zone, instant) => {
  expect(fromZonedText(text, zone)).toBe(at(instant));
  expect(toZonedText(at(instant), zone)).toBe(text);
});

test('a time that the clock skips is taken as after the gap', () => {
  const instant = fromZonedText('2026-03-29T02:30', 'Europe/Berlin');
  expect(instant).toBe(at('2026-03-29T01:30:00Z'));
  expect(toZonedText(instant!, 'Europe/Berlin')).toBe('2026-03-29T03:30');
});

test('a time that the clock shows twice is the first', () => {
  expect(fromZonedText('2026-10-25T02:30', 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'));
});

test('what is no time is none', () => {
  expect(fromZonedText('', 'UTC')).toBeUndefined();
  expect(fromZonedText('yesterday', 'UTC')).toBeUndefined();
});
