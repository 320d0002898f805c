import { describe, expect, test } from 'vitest';
import type { Nas } from './nas-queries.ts';
import { bodyOfNas, editedFields, valuesOfNas } from './nas-values.ts';

const plain = {
  name: 'Tower',
  description: null,
  prefix: '10.0.0.1/32',
  vendor: 'mikrotik',
  messageAuthenticator: 'observe',
  coaPort: 1700,
  interimIntervalS: null,
  swapsOctets: false,
  wrapsWithoutGigawords: false,
  isEnabled: true,
  enforcementOrder: ['api', 'coa'],
  syncsUsage: true,
  transport: 'udp',
  usesOwnPort: false,
} as const;
const access = { address: null, port: 8729, usesTls: true, fingerprint: 'ab', username: 'trunkline' };
const nas = { ...plain, api: { ...access, hasPassword: true } } as unknown as Nas;

describe('the settings of a NAS in the form', () => {
  test('come back from it as they went in, without a password that nobody typed', () => {
    expect(bodyOfNas(valuesOfNas(nas))).toEqual({ ...plain, api: access });
    expect(Object.keys(plain).toSorted()).toEqual([...editedFields].toSorted());
  });

  test('carry a new password, and take the access away where it is switched off', () => {
    const values = valuesOfNas(nas);
    const renewed = bodyOfNas({ ...values, api: { ...values.api, password: 'long-enough' } });
    expect(renewed.api).toEqual({ ...access, password: 'long-enough' });
    expect(bodyOfNas({ ...values, hasApi: false }).api).toBeNull();
    expect(valuesOfNas({ ...nas, api: null }).hasApi).toBe(false);
  });
});
