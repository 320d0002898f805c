import type { SharedSecret } from '../shared-secret.ts';

const LENGTH = 16;

/**
 * Ascend-Send-Secret and -Receive-Secret: up to 16 bytes, zero padded, xored with MD5( authenticator | secret ),
 * in the opposite order of User-Password. Hiding twice reveals.
 */
export function hideAscendSecret(value: Uint8Array, secret: SharedSecret, authenticator: Uint8Array): Buffer {
  if (value.length > LENGTH) throw new RangeError(`${value.length} bytes are more than ${LENGTH}`);
  const mask = secret.md5After(authenticator);
  for (let i = 0; i < value.length; i++) mask[i]! ^= value[i]!;
  return mask;
}
