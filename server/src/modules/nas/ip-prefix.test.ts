import { describe, expect, test } from 'vitest';
import { parseIpPrefix } from './ip-prefix.ts';

describe('parseIpPrefix', () => {
  test.each([
    ['192.0.2.7', 4, 32, '192.0.2.7/32'],
    ['192.0.2.0/24', 4, 24, '192.0.2.0/24'],
    [' 10.0.0.0/8 ', 4, 8, '10.0.0.0/8'],
    ['0.0.0.0/0', 4, 0, '0.0.0.0/0'],
    ['2001:db8::1', 6, 128, '2001:db8::1/128'],
    ['2001:db8::/32', 6, 32, '2001:db8::/32'],
    ['::/0', 6, 0, '::/0'],
    ['1:2:3:4:5:6:7:8', 6, 128, '1:2:3:4:5:6:7:8/128'],
    ['64:ff9b::192.0.2.1', 6, 128, '64:ff9b::192.0.2.1/128'],
  ])('reads %s', (input, family, bits, text) => {
    expect(parseIpPrefix(input)).toEqual({ ok: true, prefix: { family, bits, text } });
  });

  test('an IPv4 address mapped into IPv6 is the IPv4 address', () => {
    expect(parseIpPrefix('::ffff:192.0.2.1')).toMatchObject({ prefix: { family: 4, text: '192.0.2.1/32' } });
    expect(parseIpPrefix('::ffff:c000:200/120')).toMatchObject({
      prefix: { family: 4, text: '192.0.2.0/24' },
    });
  });

  test.each([
    '192.0.2.7/24',
    '2001:db8::1/64',
    '192.0.2.0/33',
    '2001:db8::/129',
    '192.0.2.0/',
    '192.0.2.0/a',
    '192.0.2.0/-1',
    '192.0.2.0/24/1',
    '192.0.2',
    'fe80::1%eth0',
    'router.example',
    '',
  ])('refuses "%s"', (input) => {
    expect(parseIpPrefix(input)).toMatchObject({ ok: false });
  });
});
