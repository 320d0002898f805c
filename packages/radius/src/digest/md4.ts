import { BlockDigest } from './block-digest.ts';

/**
 * MD4 (RFC 1320), which NT hashes are made of. OpenSSL 3 keeps it in a provider that Node does not load. It is
 * broken as a hash and serves only to speak MS-CHAP.
 */
export class Md4 extends BlockDigest {
  constructor() {
    super({
      initial: Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476),
      isBigEndian: false,
      scheduleWords: 16,
    });
  }

  // prettier-ignore
  protected compress(state: Int32Array, w: Int32Array): void {
    let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!;
    for (let i = 0; i < 16; i += 4) {
      a = (a + (d ^ (b & (c ^ d))) + w[i]!) | 0; a = (a << 3) | (a >>> 29);
      d = (d + (c ^ (a & (b ^ c))) + w[i + 1]!) | 0; d = (d << 7) | (d >>> 25);
      c = (c + (b ^ (d & (a ^ b))) + w[i + 2]!) | 0; c = (c << 11) | (c >>> 21);
      b = (b + (a ^ (c & (d ^ a))) + w[i + 3]!) | 0; b = (b << 19) | (b >>> 13);
    }
    for (let i = 0; i < 4; i++) {
      a = (a + ((b & c) | (d & (b | c))) + w[i]! + 0x5a827999) | 0; a = (a << 3) | (a >>> 29);
      d = (d + ((a & b) | (c & (a | b))) + w[i + 4]! + 0x5a827999) | 0; d = (d << 5) | (d >>> 27);
      c = (c + ((d & a) | (b & (d | a))) + w[i + 8]! + 0x5a827999) | 0; c = (c << 9) | (c >>> 23);
      b = (b + ((c & d) | (a & (c | d))) + w[i + 12]! + 0x5a827999) | 0; b = (b << 13) | (b >>> 19);
    }
    // The words in the order 0 8 4 12, 2 10 6 14, 1 9 5 13, 3 11 7 15.
    for (let turn = 0; turn < 4; turn++) {
      const i = ((turn & 1) << 1) | (turn >> 1);
      a = (a + (b ^ c ^ d) + w[i]! + 0x6ed9eba1) | 0; a = (a << 3) | (a >>> 29);
      d = (d + (a ^ b ^ c) + w[i + 8]! + 0x6ed9eba1) | 0; d = (d << 9) | (d >>> 23);
      c = (c + (d ^ a ^ b) + w[i + 4]! + 0x6ed9eba1) | 0; c = (c << 11) | (c >>> 21);
      b = (b + (c ^ d ^ a) + w[i + 12]! + 0x6ed9eba1) | 0; b = (b << 15) | (b >>> 17);
    }
    state[0]! += a; state[1]! += b; state[2]! += c; state[3]! += d;
  }
}

/** For messages that are hashed in one synchronous step. */
export const md4 = new Md4();
