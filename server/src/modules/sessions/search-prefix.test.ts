import { expect, it } from 'vitest';
import { ipv4Range, macRange } from './search-prefix.ts';

it.each([
  ['10.', '10.0.0.0', '10.255.255.255'],
  ['10.1', '10.1.0.0', '10.1.255.255'],
  ['10.1.2.', '10.1.2.0', '10.1.2.255'],
  ['10.1.2.3', '10.1.2.3', '10.1.2.3'],
])('%s is the addresses from %s to %s', (typed, from, to) => {
  expect(ipv4Range(typed)).toEqual({ from, to });
});

it.each(['10', '10.256', '1.2.3.4.5', 'anna', '10..1', '', '10.1.2.3;'])('%j is no IPv4 address', (typed) => {
  expect(ipv4Range(typed)).toBeUndefined();
});

it.each([
  ['aa:bb', 'aa:bb:00:00:00:00', 'aa:bb:ff:ff:ff:ff'],
  ['AABBC', 'aa:bb:c0:00:00:00', 'aa:bb:cf:ff:ff:ff'],
  ['aa-bb-cc-dd-ee-ff', 'aa:bb:cc:dd:ee:ff', 'aa:bb:cc:dd:ee:ff'],
])('%s is the devices from %s to %s', (typed, from, to) => {
  expect(macRange(typed)).toEqual({ from, to });
});

it.each(['anna', 'a', 'aabbccddeeff00', ''])('%j is no MAC address', (typed) => {
  expect(macRange(typed)).toBeUndefined();
});
