import { describe, expect, test } from 'vitest';
import { couldBeSessionId, recogniseTyped } from './recognise-typed.ts';

describe('what was typed', () => {
  test.each([
    ['AABB.CCDD.EEFF', { kind: 'mac', mac: 'aa:bb:cc:dd:ee:ff' }],
    ['aa-bb-cc-dd-ee-ff', { kind: 'mac', mac: 'aa:bb:cc:dd:ee:ff' }],
    ['AA:BB:CC', { kind: 'mac_prefix', from: 'aa:bb:cc:00:00:00', before: 'aa:bb:cd:00:00:00' }],
    ['AA:BB:CF:f', { kind: 'mac_prefix', from: 'aa:bb:cf:00:00:00', before: 'aa:bb:d0:00:00:00' }],
    ['ff:ff:ff:', { kind: 'mac_prefix', from: 'ff:ff:ff:00:00:00', before: null }],
    [' 10.0.0.1 ', { kind: 'ipv4', address: '10.0.0.1' }],
    ['2001:DB8::1', { kind: 'ipv6', address: '2001:db8::1' }],
    ['fe80::1%eth0', { kind: 'text' }],
    ['10.0.0.0/24', { kind: 'text' }],
    ['ann@example.org', { kind: 'email' }],
    ['+62 (812) 345-678', { kind: 'phone' }],
    ["O'Brien", { kind: 'text' }],
    ['%', { kind: 'text' }],
  ])('%s', (text, expected) => {
    expect(recogniseTyped(text)).toEqual(expected);
  });

  test.each([
    ['81a00001', true],
    ['budi', false],
    ['81 a0', false],
    ['1'.repeat(65), false],
  ])('%s could be a session id: %s', (text, expected) => {
    expect(couldBeSessionId(text)).toBe(expected);
  });
});
