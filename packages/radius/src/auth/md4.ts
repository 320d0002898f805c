/**
 * MD4 (RFC 1320), which NT hashes are made of. OpenSSL 3 keeps it in a provider that Node does not load. It is
 * broken as a hash and serves only to speak MS-CHAP.
 */
export function md4(message: Uint8Array): Buffer {
  const state = Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476);
  const padded = pad(message);
  const words = new Int32Array(16);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) words[i] = padded.readInt32LE(block + i * 4);
    compress(state, words);
  }
  const digest = Buffer.allocUnsafe(16);
  for (let i = 0; i < 4; i++) digest.writeInt32LE(state[i]!, i * 4);
  return digest;
}

/** A one bit, zeros, and the length in bits as a little-endian 64-bit number, to whole blocks of 64 bytes. */
function pad(message: Uint8Array): Buffer {
  const padded = Buffer.alloc(Math.ceil((message.length + 9) / 64) * 64);
  padded.set(message);
  padded[message.length] = 0x80;
  padded.writeBigUInt64LE(BigInt(message.length) * 8n, padded.length - 8);
  return padded;
}

interface Round {
  readonly mix: (x: number, y: number, z: number) => number;
  readonly constant: number;
  readonly order: readonly number[];
  readonly shifts: readonly number[];
}

const ROUNDS: readonly Round[] = [
  {
    mix: (x, y, z) => (x & y) | (~x & z),
    constant: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
  },
  {
    mix: (x, y, z) => (x & y) | (x & z) | (y & z),
    constant: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
  },
  {
    mix: (x, y, z) => x ^ y ^ z,
    constant: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
  },
];

function compress(state: Int32Array, words: Int32Array): void {
  let [a, b, c, d] = state as unknown as [number, number, number, number];
  for (const { mix, constant, order, shifts } of ROUNDS) {
    for (let step = 0; step < 16; step++) {
      const sum = (a + mix(b, c, d) + words[order[step]!]! + constant) | 0;
      const shift = shifts[step % 4]!;
      const rotated = (sum << shift) | (sum >>> (32 - shift));
      [a, b, c, d] = [d, rotated, b, c];
    }
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
}
