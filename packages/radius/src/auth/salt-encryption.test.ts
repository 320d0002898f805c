import { expect, test } from 'vitest';
import { SharedSecret } from '../shared-secret.ts';
import { decryptSalted, encryptSalted } from './salt-encryption.ts';
import { hideBlocks } from './user-password.ts';

const secret = new SharedSecret('testing123');
const authenticator = Buffer.alloc(16, 7);
const salt = Buffer.of(0x80, 0x01);

test('a length that goes beyond the blocks is refused (RFC 2868 §3.5)', () => {
  for (let length = 0; length <= 255; length++) {
    const clear = Buffer.alloc(32, 1);
    clear[0] = length;
    const value = Buffer.concat([salt, hideBlocks(clear, secret, Buffer.concat([authenticator, salt]))]);
    expect(decryptSalted(value, secret, authenticator)?.length).toBe(length <= 31 ? length : undefined);
  }
});

test('a value without whole blocks is refused', () => {
  for (let length = 0; length <= 40; length++) {
    const value = Buffer.alloc(length);
    if (length === 18 || length === 34) continue;
    expect(decryptSalted(value, secret, authenticator), String(length)).toBeUndefined();
  }
});

test('a value that does not fit one attribute is refused', () => {
  const options = { secret, authenticator, salt: 0x8001 };
  expect(encryptSalted(Buffer.alloc(239), options)).toHaveLength(242);
  expect(() => encryptSalted(Buffer.alloc(240), options)).toThrow(RangeError);
});
