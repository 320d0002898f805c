import { createHash } from 'node:crypto';
import { SeededRandom } from '@trunkline/kit';
import { faultSeed } from '@trunkline/test-kit';
import { expect, test } from 'vitest';
import type { BlockDigest } from './block-digest.ts';
import { Md4 } from './md4.ts';
import { Md5 } from './md5.ts';
import { Sha1 } from './sha1.ts';

const LONGEST = 600;

function digestOf(digest: BlockDigest, length: number, bytes: Uint8Array): string {
  const target = Buffer.alloc(length);
  digest.start().update(bytes).finish(target);
  return target.toString('hex');
}

for (const { name, digest, length } of [
  { name: 'md5', digest: new Md5(), length: 16 },
  { name: 'sha1', digest: new Sha1(), length: 20 },
]) {
  test(`${name} is that of OpenSSL for every length up to ${LONGEST}, however the message is cut`, () => {
    const random = new SeededRandom(faultSeed(name));
    for (let bytes = 0; bytes <= LONGEST; bytes++) {
      const message = Buffer.alloc(bytes);
      random.fill(message);
      const expected = createHash(name).update(message).digest('hex');
      expect(digestOf(digest, length, message)).toBe(expected);
      const [one, two] = [random.integer(bytes + 1), random.integer(bytes + 1)].toSorted((a, b) => a - b);
      const target = Buffer.alloc(length + 2, 0xee);
      digest.start().update(message, 0, one).update(message, one, two).update(message.subarray(two));
      digest.finish(target, 1);
      expect(target.toString('hex')).toBe(`ee${expected}ee`);
    }
  });

  test(`${name} goes on from a saved beginning, as often as asked`, () => {
    const random = new SeededRandom(faultSeed(`${name} resume`));
    const [head, tail] = [Buffer.alloc(128), Buffer.alloc(77)];
    random.fill(head);
    const saved = digest.start().update(head).save();
    for (let turn = 0; turn < 3; turn++) {
      random.fill(tail);
      const target = Buffer.alloc(length);
      digest.resume(saved).update(tail).finish(target);
      expect(target).toEqual(createHash(name).update(head).update(tail).digest());
    }
    expect(() => digest.start().update(tail).save()).toThrow(RangeError);
  });
}

/** RFC 1320 §A.5, and a message of two blocks, which that list lacks. */
test.each([
  ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
  ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
  ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
  ['message digest', 'd9130a8164549fe818874806e1c7014b'],
  ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
  ['1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
])('md4 of "%s" is that of RFC 1320', (message, expected) => {
  expect(digestOf(new Md4(), 16, Buffer.from(message))).toBe(expected);
});
