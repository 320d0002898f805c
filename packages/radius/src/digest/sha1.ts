import { BlockDigest } from './block-digest.ts';

/** SHA-1 (RFC 3174), which MS-CHAPv2 and its keys are made with; see `BlockDigest` for why it is here. */
export class Sha1 extends BlockDigest {
  constructor() {
    super({
      initial: Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0),
      isBigEndian: true,
      scheduleWords: 80,
    });
  }

  // prettier-ignore
  protected compress(state: Int32Array, w: Int32Array): void {
    for (let i = 16; i < 80; i++) {
      const mixed = w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!;
      w[i] = (mixed << 1) | (mixed >>> 31);
    }
    let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!, e = state[4]!, sum = 0;
    for (let i = 0; i < 20; i++) {
      sum = (((a << 5) | (a >>> 27)) + (d ^ (b & (c ^ d))) + e + w[i]! + 0x5a827999) | 0;
      e = d; d = c; c = (b << 30) | (b >>> 2); b = a; a = sum;
    }
    for (let i = 20; i < 40; i++) {
      sum = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + w[i]! + 0x6ed9eba1) | 0;
      e = d; d = c; c = (b << 30) | (b >>> 2); b = a; a = sum;
    }
    for (let i = 40; i < 60; i++) {
      sum = (((a << 5) | (a >>> 27)) + ((b & c) | (d & (b | c))) + e + w[i]! + 0x8f1bbcdc) | 0;
      e = d; d = c; c = (b << 30) | (b >>> 2); b = a; a = sum;
    }
    for (let i = 60; i < 80; i++) {
      sum = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + w[i]! + 0xca62c1d6) | 0;
      e = d; d = c; c = (b << 30) | (b >>> 2); b = a; a = sum;
    }
    state[0]! += a; state[1]! += b; state[2]! += c; state[3]! += d; state[4]! += e;
  }
}

/** For messages that are hashed in one synchronous step. */
export const sha1 = new Sha1();
