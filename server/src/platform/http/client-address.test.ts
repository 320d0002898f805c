import { expect, test } from 'vitest';
import { cleanForwardedFor } from './client-address.ts';

const cleaned = (forwarded: string): string | undefined => {
  const headers: Record<string, string> = { 'x-forwarded-for': forwarded };
  cleanForwardedFor({ headers });
  return headers['x-forwarded-for'];
};

test('entries with ports become addresses, and what is no address cuts off all that stands before it', () => {
  expect(cleaned('192.0.2.1')).toBe('192.0.2.1');
  expect(cleaned('192.0.2.1:443,[2001:db8::1]:8443 , 2001:db8::2')).toBe(
    '192.0.2.1, 2001:db8::1, 2001:db8::2',
  );
  expect(cleaned('[2001:db8::1]')).toBe('2001:db8::1');
  expect(cleaned('10.0.0.1, unknown, 192.0.2.1')).toBe('192.0.2.1');
  for (const wrong of [
    '',
    ',',
    'unknown',
    '192.0.2.1:',
    '192.0.2.256',
    '1.2.3.4:5:6',
    "' or 1=1",
    '192.0.2.1, _x',
  ])
    expect([wrong, cleaned(wrong)]).toEqual([wrong, undefined]);
  expect(cleaned(`${'192.0.2.9, '.repeat(5_000)}192.0.2.1`)!.split(',')).toHaveLength(20);
});
