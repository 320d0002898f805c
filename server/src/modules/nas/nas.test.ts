import { SeededRandom } from '@trunkline/kit';
import { describe, expect, test } from 'vitest';
import { generateNasSecret, weaknessesOfSecret } from './nas-secret.ts';
import {
  canRequireMessageAuthenticator,
  defaultCoaPort,
  nasVendors,
  weaknessesOf,
  type NasObservation,
} from './nas.ts';

const seen = (run: bigint): NasObservation => ({
  firstPacketAt: new Date(0),
  lastPacketAt: new Date(0),
  lastAddress: null,
  identifier: null,
  requests: run,
  messageAuthenticatorRun: run,
  discards: {},
});

const codes = (messageAuthenticator: 'off' | 'observe', prefix: string) =>
  weaknessesOf({ messageAuthenticator, prefix, api: null }).map((warning) => warning.code);

describe('a NAS', () => {
  test('RouterOS is ordered about on 1700, every other vendor on 3799', () => {
    expect(nasVendors.map((vendor) => [vendor, defaultCoaPort(vendor)])).toEqual([
      ['mikrotik', 1700],
      ['cisco', 3799],
      ['huawei', 3799],
      ['zte', 3799],
      ['juniper', 3799],
      ['wispr', 3799],
      ['chillispot', 3799],
      ['generic', 3799],
    ]);
  });

  test('require is offered after a thousand signed requests in a row, not before', () => {
    expect(canRequireMessageAuthenticator(undefined)).toBe(false);
    expect(canRequireMessageAuthenticator(seen(999n))).toBe(false);
    expect(canRequireMessageAuthenticator(seen(1000n))).toBe(true);
  });

  test('an unsigned NAS and a wide prefix are shown as weaknesses', () => {
    expect(codes('observe', '192.0.2.0/24')).toEqual([]);
    expect(codes('observe', '2001:db8::/64')).toEqual([]);
    expect(codes('off', '192.0.2.1/32')).toEqual(['message_authenticator_off']);
    expect(codes('observe', '192.0.0.0/16')).toEqual(['wide_prefix']);
    expect(codes('off', '2001:db8::/32')).toEqual(['message_authenticator_off', 'wide_prefix']);
  });

  test('a generated secret has 24 characters, none of which is mistaken for another', () => {
    for (let seed = 0; seed < 200; seed++) {
      expect(generateNasSecret(new SeededRandom(seed))).toMatch(/^[a-zA-Z2-9]{24}$/);
      expect(generateNasSecret(new SeededRandom(seed))).not.toMatch(/[0O1lIo]/);
    }
  });

  test('a secret under 16 characters is a weakness', () => {
    expect(weaknessesOfSecret('x'.repeat(15)).map((warning) => warning.code)).toEqual(['weak_secret']);
    expect(weaknessesOfSecret('x'.repeat(16))).toEqual([]);
  });
});
