import { expect, test } from 'vitest';
import { mostReasons, reasonTones } from './reason-tones.ts';

test('a reason keeps its colour when another becomes more frequent', () => {
  const before = reasonTones(['aaa.unknown_user', 'aaa.paused', 'aaa.wrong_password']);
  const after = reasonTones(['aaa.wrong_password', 'aaa.unknown_user', 'aaa.paused']);
  for (const [reason, tone] of before) expect(after.get(reason)).toBe(tone);
});

test('no two reasons of a chart share a colour, and none is grey, which means the rest', () => {
  const reasons = ['aaa.paused', 'aaa.closed', 'aaa.expired', 'aaa.suspended', 'a code of tomorrow'];
  const given = [...reasonTones(reasons.slice(0, mostReasons)).values()];
  expect(new Set(given).size).toBe(mostReasons);
  expect(given).not.toContain('off');
});
