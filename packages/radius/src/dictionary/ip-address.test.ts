import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIpv6, maskBits, parseIpv4, parseIpv6, parsePrefix } from './ip-address.ts';

test('IPv6 addresses are written as the URL standard writes them', () => {
  const sparse = fc.array(fc.constantFrom(0, 0, 0, 1, 0xab, 0xff), { minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(sparse, (bytes) => {
      const written = formatIpv6(Buffer.from(bytes), 0);
      expect(`[${written}]`).toBe(new URL(`http://[${written}]/`).hostname);
      expect([...parseIpv6(written)]).toEqual(bytes);
    }),
    { numRuns: 2000 },
  );
});

test('every legal spelling of an IPv6 address is read', () => {
  expect(formatIpv6(parseIpv6('2001:0DB8:0:0::1'), 0)).toBe('2001:db8::1');
  expect(formatIpv6(parseIpv6('::ffff:192.0.2.1'), 0)).toBe('::ffff:c000:201');
  expect(formatIpv6(parseIpv6('::'), 0)).toBe('::');
  expect(formatIpv6(parseIpv6('1::'), 0)).toBe('1::');
});

test('what is no address or prefix is refused', () => {
  for (const text of ['', '1.2.3', '1.2.3.256', '1.2.3.4/24', '::1']) {
    expect(() => parseIpv4(text), text).toThrow(RangeError);
  }
  for (const text of ['', '1.2.3.4', ':::', 'fe80::1%eth0', '2001:db8::/32']) {
    expect(() => parseIpv6(text), text).toThrow(RangeError);
  }
  for (const text of ['2001:db8::', '2001:db8::/129', '2001:db8::/x', '10.0.0.0/8']) {
    expect(() => parsePrefix(text, 16), text).toThrow(RangeError);
  }
});

test('masking clears exactly the bits after the prefix', () => {
  for (let bits = 0; bits <= 32; bits++) {
    const masked = maskBits(Buffer.alloc(4, 0xff), bits).readUInt32BE();
    expect(masked.toString(2).padStart(32, '0')).toBe('1'.repeat(bits) + '0'.repeat(32 - bits));
  }
});
