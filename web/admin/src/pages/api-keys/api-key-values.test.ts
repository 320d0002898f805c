import { expect, test } from 'vitest';
import { bodyOfApiKey, newApiKey, valuesOfApiKey } from './api-key-values.ts';

const portal = { name: 'Portal', permissions: ['hotspot.aaa'], nasId: 'n1', expiresAt: null };
const program = { name: 'Billing', permissions: ['plans.read'], nasId: null, expiresAt: null };

test('a key comes back from the form as it went in', () => {
  for (const key of [portal, program]) expect(bodyOfApiKey(valuesOfApiKey(key))).toEqual(key);
});

test('a portal holds its one permission, a program speaks for no NAS, whatever was chosen before', () => {
  const mixed = { ...newApiKey, name: 'x', permissions: ['plans.read'], nasId: 'n1' };
  expect(bodyOfApiKey({ ...mixed, use: 'nas' })).toMatchObject({ permissions: ['hotspot.aaa'], nasId: 'n1' });
  expect(bodyOfApiKey(mixed)).toMatchObject({ permissions: ['plans.read'], nasId: null });
});

test('a portal whose NAS is gone is one still, and asks for another', () => {
  const values = valuesOfApiKey({ ...portal, nasId: null });
  expect(values).toMatchObject({ use: 'nas', nasId: '' });
  expect(bodyOfApiKey(values).nasId).toBeNull();
});
