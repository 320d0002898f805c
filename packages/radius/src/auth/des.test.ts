import { createCipheriv } from 'node:crypto';
import { SeededRandom } from '@trunkline/kit';
import { faultSeed } from '@trunkline/test-kit';
import { expect, test } from 'vitest';
import { encryptBlock } from './des.ts';

test('DES is that of OpenSSL for random keys and blocks', () => {
  const random = new SeededRandom(faultSeed('des'));
  const bytes = Buffer.alloc(3 + 7);
  const block = Buffer.alloc(8);
  for (let turn = 0; turn < 2_000; turn++) {
    random.fill(bytes);
    random.fill(block);
    const target = Buffer.alloc(10, 0xee);
    encryptBlock(block, { bytes, at: 3 }, { bytes: target, at: 1 });
    const key = withParityBits(bytes.subarray(3));
    // OpenSSL 3 keeps single DES in a provider that Node does not load; three times the same key is the same.
    const cipher = createCipheriv('des-ede3-ecb', Buffer.concat([key, key, key]), null);
    expect(target.toString('hex')).toBe(`ee${cipher.update(block).toString('hex')}ee`);
  }
});

/** 56 bits spread over 8 bytes; the lowest bit of each is parity, which the cipher ignores. */
function withParityBits(bytes: Buffer): Buffer {
  const bits = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return Buffer.from(Array.from({ length: 8 }, (_, i) => Number((bits >> BigInt(49 - i * 7)) & 0x7fn) << 1));
}
