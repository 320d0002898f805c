import { expect, test } from 'vitest';
import { isInPrefix, isLoopback, localAddressIn } from './local-address.ts';

test('an address belongs to its prefix and to no other', () => {
  expect(isInPrefix('10.0.0.7', '10.0.0.0/24')).toBe(true);
  expect(isInPrefix('10.0.1.7', '10.0.0.0/24')).toBe(false);
  expect(isInPrefix('2001:db8::7', '2001:db8::/64')).toBe(true);
  expect(isInPrefix('::1', '0.0.0.0/0')).toBe(false);
});

test('loopback is known in both families', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1', '192.0.2.1'].map(isLoopback)).toEqual([true, true, true, false]);
});

test('this machine is found in a loopback prefix and not in one of documentation addresses', () => {
  expect(localAddressIn('127.0.0.1/32')).toBe('127.0.0.1');
  expect(localAddressIn('127.20.0.5/32')).toBe('127.20.0.5');
  expect(localAddressIn('127.0.0.0/8')).toBe('127.0.0.1');
  expect(localAddressIn('0.0.0.0/0')).toBe('127.0.0.1');
  expect(localAddressIn('203.0.113.0/24')).toBeUndefined();
});
