import { BlockDigest } from './block-digest.ts';

/** MD5 (RFC 1321), which RADIUS proves and hides with. Broken as a hash; see `BlockDigest` for why it is here. */
export class Md5 extends BlockDigest {
  constructor() {
    super({
      initial: Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476),
      isBigEndian: false,
      scheduleWords: 16,
    });
  }

  // Four steps of each round stand in one turn of its loop, so that the words need not trade places.
  // prettier-ignore
  protected compress(state: Int32Array, w: Int32Array): void {
    let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!;
    for (let i = 0; i < 16; i += 4) {
      a = (a + (d ^ (b & (c ^ d))) + w[i]! + SINES[i]!) | 0; a = (((a << 7) | (a >>> 25)) + b) | 0;
      d = (d + (c ^ (a & (b ^ c))) + w[i + 1]! + SINES[i + 1]!) | 0; d = (((d << 12) | (d >>> 20)) + a) | 0;
      c = (c + (b ^ (d & (a ^ b))) + w[i + 2]! + SINES[i + 2]!) | 0; c = (((c << 17) | (c >>> 15)) + d) | 0;
      b = (b + (a ^ (c & (d ^ a))) + w[i + 3]! + SINES[i + 3]!) | 0; b = (((b << 22) | (b >>> 10)) + c) | 0;
    }
    for (let i = 16, k = 1; i < 32; i += 4, k += 20) {
      a = (a + (c ^ (d & (b ^ c))) + w[k & 15]! + SINES[i]!) | 0; a = (((a << 5) | (a >>> 27)) + b) | 0;
      d = (d + (b ^ (c & (a ^ b))) + w[(k + 5) & 15]! + SINES[i + 1]!) | 0; d = (((d << 9) | (d >>> 23)) + a) | 0;
      c = (c + (a ^ (b & (d ^ a))) + w[(k + 10) & 15]! + SINES[i + 2]!) | 0; c = (((c << 14) | (c >>> 18)) + d) | 0;
      b = (b + (d ^ (a & (c ^ d))) + w[(k + 15) & 15]! + SINES[i + 3]!) | 0; b = (((b << 20) | (b >>> 12)) + c) | 0;
    }
    for (let i = 32, k = 5; i < 48; i += 4, k += 12) {
      a = (a + (b ^ c ^ d) + w[k & 15]! + SINES[i]!) | 0; a = (((a << 4) | (a >>> 28)) + b) | 0;
      d = (d + (a ^ b ^ c) + w[(k + 3) & 15]! + SINES[i + 1]!) | 0; d = (((d << 11) | (d >>> 21)) + a) | 0;
      c = (c + (d ^ a ^ b) + w[(k + 6) & 15]! + SINES[i + 2]!) | 0; c = (((c << 16) | (c >>> 16)) + d) | 0;
      b = (b + (c ^ d ^ a) + w[(k + 9) & 15]! + SINES[i + 3]!) | 0; b = (((b << 23) | (b >>> 9)) + c) | 0;
    }
    for (let i = 48, k = 0; i < 64; i += 4, k += 28) {
      a = (a + (c ^ (b | ~d)) + w[k & 15]! + SINES[i]!) | 0; a = (((a << 6) | (a >>> 26)) + b) | 0;
      d = (d + (b ^ (a | ~c)) + w[(k + 7) & 15]! + SINES[i + 1]!) | 0; d = (((d << 10) | (d >>> 22)) + a) | 0;
      c = (c + (a ^ (d | ~b)) + w[(k + 14) & 15]! + SINES[i + 2]!) | 0; c = (((c << 15) | (c >>> 17)) + d) | 0;
      b = (b + (d ^ (c | ~a)) + w[(k + 21) & 15]! + SINES[i + 3]!) | 0; b = (((b << 21) | (b >>> 11)) + c) | 0;
    }
    state[0]! += a; state[1]! += b; state[2]! += c; state[3]! += d;
  }
}

/** RFC 1321 §3.4 defines its table by the sine. */
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);

/** For messages that are hashed in one synchronous step. */
export const md5 = new Md5();
