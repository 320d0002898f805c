import { findAttribute } from '@trunkline/radius';
import { describe, expect, test } from 'vitest';
import { checkCustomAttributes, customAttributeValue } from './custom-attribute.ts';

describe('custom attributes', () => {
  test.each([
    ['Mikrotik-Address-List', 'guests'],
    ['mikrotik-address-list', 'guests'],
    ['Framed-Route', '10.1.0.0/16 192.0.2.1 1'],
    ['Framed-MTU', '1492'],
    ['Service-Type', 'Framed-User'],
    ['Framed-Compression', 'none'],
    ['MS-Primary-DNS-Server', '192.0.2.53'],
    ['Delegated-IPv6-Prefix', '2001:db8:1::/56'],
    ['Tunnel-Password', '0x00ff'],
  ])('%s := %s can be sent', (name, value) => {
    expect(checkCustomAttributes([{ name, value }])).toEqual([]);
  });

  test.each([
    'Message-Authenticator',
    'class',
    'Proxy-State',
    'State',
    'EAP-Message',
    'Session-Timeout',
    'User-Password',
    'CHAP-Password',
    'CHAP-Challenge',
    'MS-CHAP-Error',
    'MS-CHAP2-Success',
    'MS-MPPE-Send-Key',
    'MS-MPPE-Recv-Key',
    'MS-MPPE-Encryption-Policy',
  ])('%s is refused, because the server computes it', (name) => {
    expect(checkCustomAttributes([{ name, value: '1' }])).toEqual([
      { field: 'customAttributes.0.name', message: expect.stringContaining('computed by the server') },
    ]);
  });

  test.each([
    ['Framed-MTU', 'large'],
    ['Framed-MTU', '4294967296'],
    ['Framed-MTU', '-1'],
    ['Framed-IP-Address', '10.0.0.256'],
    ['Framed-IPv6-Prefix', '2001:db8::/200'],
    ['Filter-Id', ''],
    ['Mikrotik-Address-List', 'x'.repeat(248)],
    ['Framed-Interface-Id', 'zz'],
  ])('%s := "%s" is refused by its value', (name, value) => {
    expect(checkCustomAttributes([{ name, value }])).toEqual([
      { field: 'customAttributes.0.value', message: expect.any(String) },
    ]);
  });

  test('an unknown name is refused and each fault names its place in the list', () => {
    const faults = checkCustomAttributes([
      { name: 'Filter-Id', value: 'ok' },
      { name: 'No-Such-Attribute', value: '1' },
      { name: 'Framed-MTU', value: 'x' },
    ]);
    expect(faults.map((fault) => fault.field)).toEqual([
      'customAttributes.1.name',
      'customAttributes.2.value',
    ]);
  });

  test('a number may be written by its name in the dictionary, in any letter case', () => {
    expect(customAttributeValue(findAttribute('Service-Type')!, 'framed-user')).toBe(2);
  });
});
