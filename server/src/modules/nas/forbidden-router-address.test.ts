import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { forbiddenRouterAddress } from './forbidden-router-address.ts';

const refused = (address: string) => forbiddenRouterAddress(address, { mayBeLocal: false });

describe('E1: where this server connects to as to a router', () => {
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a9fe:a9fe',
    '2002:7f00:1::1',
    '2001:0:7f00:1::1',
    'fe80::1',
    'febf::1',
    'ff02::1',
  ])('%s is never one, unless the installation says that routers are on this machine', (address) => {
    expect(refused(address)).toBeDefined();
    expect(forbiddenRouterAddress(address, { mayBeLocal: true })).toBeUndefined();
  });

  test('no address of this machine is one', () => {
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address } of own) expect(refused(address), address).toBeDefined();
  });

  test.each([
    '10.0.0.1',
    '172.16.4.4',
    '192.168.88.1',
    '100.64.0.1',
    '198.51.100.7',
    'fd00::1',
    '2001:db8::1',
  ])('%s is where routers are', (address) => {
    expect(refused(address)).toBeUndefined();
  });
});
