import { expect, test } from 'vitest';
import { readHost, type GardenEntry } from './garden-entry.ts';
import { gardenText } from './garden-text.ts';

const entry = (change: Partial<GardenEntry>): GardenEntry => ({
  id: 'any',
  host: null,
  prefix: null,
  protocol: null,
  port: null,
  note: null,
  ...change,
});
const entries = [
  entry({ host: 'pay.example.com' }),
  entry({ host: '*.bank.example' }),
  entry({ prefix: '198.51.100.0/24' }),
  entry({ prefix: '203.0.113.7/32', protocol: 'tcp', port: 443 }),
  entry({ prefix: '2001:db8::/32' }),
];

test('a CoovaChilli reads hosts, domains and addresses as options of its own', () => {
  expect(gardenText('coovachilli', entries).split('\n')).toEqual([
    'uamallowed "pay.example.com"',
    'uamdomain ".bank.example"',
    'uamallowed "198.51.100.0/24"',
    'uamallowed "tcp:203.0.113.7:443"',
    'uamallowed "2001:db8::/32"',
    '',
  ]);
});

test('a router takes away what is ours before it is told anew, so that a second run ends in the same state', () => {
  expect(gardenText('mikrotik', entries).split('\n')).toEqual([
    '/ip hotspot walled-garden remove [find comment="trunkline"]',
    '/ip hotspot walled-garden ip remove [find comment="trunkline"]',
    '/ip hotspot walled-garden ip add action=accept dst-host="pay.example.com" comment="trunkline"',
    '/ip hotspot walled-garden add action=allow dst-host="*.bank.example" comment="trunkline"',
    '/ip hotspot walled-garden ip add action=accept dst-address=198.51.100.0/24 comment="trunkline"',
    '/ip hotspot walled-garden ip add action=accept dst-address=203.0.113.7/32 protocol=tcp dst-port=443 comment="trunkline"',
    '',
  ]);
});

test('only a name that can stand in a script, a packet and a file is a host', () => {
  const names = ['pay.example.com', '*.example.com', 'bücher.example', 'example.com.', 'a_b.example'];
  expect(names.map(readHost)).toEqual([
    'pay.example.com',
    '*.example.com',
    'xn--bcher-kva.example',
    'example.com',
    'a_b.example',
  ]);
  const wrong = [
    '*',
    '*.com',
    '*.*.com',
    'a*.example',
    'x";/quit',
    '$(reboot)',
    'a b',
    'http://a.b',
    'a.b/c',
    'a.b:80',
    'a@b.c',
    '10.0.0.1',
    '[::1]',
    'a,b',
    'ä'.repeat(300),
    '',
  ];
  expect(wrong.filter((name) => readHost(name) !== undefined)).toEqual([]);
});
