import { describe, expect, it } from 'vitest';
import { formatMac, readMac } from './mac-address.ts';

describe('a MAC address', () => {
  it.each(['AA:BB:CC:0D:0E:0F', 'aa-bb-cc-0d-0e-0f', 'aabb.cc0d.0e0f', 'AABBCC-0D0E0F', 'aabbcc0d0e0f'])(
    'is the same however it is spelled: %s',
    (spelling) => {
      expect(readMac(Buffer.from(spelling))).toBe(0xaabbcc0d0e0f);
    },
  );

  it.each([
    '',
    'aabbcc0d0e0',
    'aabbcc0d0e0f0',
    ':aabbcc0d0e0f',
    'aabbcc0d0e0g',
    '192.168.100.200',
    'aa:bb:cc:dd:ee:ff:x',
  ])('is not "%s"', (text) => {
    expect(readMac(Buffer.from(text))).toBeUndefined();
  });

  it('is written in one way', () => {
    expect(formatMac(0x0a0b0c)).toBe('00:00:00:0a:0b:0c');
  });
});
