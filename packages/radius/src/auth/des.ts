/**
 * Single DES (FIPS 46-3), encryption of one block, for MS-CHAP alone. OpenSSL 3 has no single DES without its
 * legacy provider, and a cipher object per block costs more than a whole login done here.
 *
 * A key serves one block only, because the next login has another challenge and keeping the schedules of all
 * subscribers costs 400 bytes each. So the round keys are derived between the rounds, from tables, in about
 * the time of the rounds themselves.
 *
 * Bit numbers in the standard's tables are its own: 1 is the highest bit.
 */

/** Bytes from `at` on. */
export interface BytesAt {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/**
 * Encrypts the 8 bytes of `block` into `target`. The key is 56 bits in 7 bytes, as MS-CHAP cuts it from a hash
 * (RFC 2759 §8.6), without the parity bits that would make it 8.
 */
export function encryptBlock(block: Buffer, key: BytesAt, target: BytesAt): void {
  let left = block.readInt32BE(0);
  let right = block.readInt32BE(4);
  let swap: number;
  // The initial permutation as five exchanges of bit groups between the halves.
  left ^= (swap = ((left >>> 4) ^ right) & 0x0f0f0f0f) << 4;
  right ^= swap;
  left ^= (swap = ((left >>> 16) ^ right) & 0x0000ffff) << 16;
  right ^= swap;
  right ^= (swap = ((right >>> 2) ^ left) & 0x33333333) << 2;
  left ^= swap;
  right ^= (swap = ((right >>> 8) ^ left) & 0x00ff00ff) << 8;
  left ^= swap;
  left ^= (swap = ((left >>> 1) ^ right) & 0x55555555) << 1;
  right ^= swap;
  let c = keyHalf(KEY_C, key);
  let d = keyHalf(KEY_D, key);
  for (let round = 0; round < 16; round++) {
    const by = ROTATIONS[round]!;
    c = ((c << by) | (c >>> (28 - by))) & 0xfffffff;
    d = ((d << by) | (d >>> (28 - by))) & 0xfffffff;
    const high = roundKeyPart(c, 0);
    const low = roundKeyPart(d, 4 * 128);
    const mixed = left ^ feistel(right, (high & HIGH_HALF) | (low >>> 16), (high << 16) | (low & 0xffff));
    left = right;
    right = mixed;
  }
  // The halves trade places once more, then the same exchanges backwards.
  swap = left;
  left = right;
  right = swap;
  left ^= (swap = ((left >>> 1) ^ right) & 0x55555555) << 1;
  right ^= swap;
  right ^= (swap = ((right >>> 8) ^ left) & 0x00ff00ff) << 8;
  left ^= swap;
  right ^= (swap = ((right >>> 2) ^ left) & 0x33333333) << 2;
  left ^= swap;
  left ^= (swap = ((left >>> 16) ^ right) & 0x0000ffff) << 16;
  right ^= swap;
  left ^= (swap = ((left >>> 4) ^ right) & 0x0f0f0f0f) << 4;
  right ^= swap;
  writeWord(target.bytes, target.at, left);
  writeWord(target.bytes, target.at + 4, right);
}

const HIGH_HALF = 0xffff0000 | 0;

/** 28 bits of the key after the first permuted choice, four bits of the key at a time. */
function keyHalf(halves: Int32Array, { bytes, at }: BytesAt): number {
  let half = 0;
  for (let i = 0; i < 7; i++) {
    const byte = bytes[at + i]!;
    half |= halves[i * 32 + (byte >>> 4)]! | halves[i * 32 + 16 + (byte & 15)]!;
  }
  return half;
}

/** What one turned half gives to the round key, seven bits at a time. */
function roundKeyPart(half: number, from: number): number {
  return (
    ROUND_KEY_PARTS[from + (half >>> 21)]! |
    ROUND_KEY_PARTS[from + 128 + ((half >>> 14) & 127)]! |
    ROUND_KEY_PARTS[from + 256 + ((half >>> 7) & 127)]! |
    ROUND_KEY_PARTS[from + 384 + (half & 127)]!
  );
}

function writeWord(bytes: Uint8Array, at: number, word: number): void {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
}

/**
 * The round function. After turning the half by one bit, the standard's expansion is every second run of six
 * bits, and those in between after turning it by four more.
 */
function feistel(half: number, oddKey: number, evenKey: number): number {
  const turned = (half >>> 1) | (half << 31);
  const a = turned ^ oddKey;
  const b = ((turned << 4) | (turned >>> 28)) ^ evenKey;
  return (
    SUBSTITUTION[a >>> 26]! |
    SUBSTITUTION[64 + (b >>> 26)]! |
    SUBSTITUTION[128 + ((a >>> 18) & 63)]! |
    SUBSTITUTION[192 + ((b >>> 18) & 63)]! |
    SUBSTITUTION[256 + ((a >>> 10) & 63)]! |
    SUBSTITUTION[320 + ((b >>> 10) & 63)]! |
    SUBSTITUTION[384 + ((a >>> 2) & 63)]! |
    SUBSTITUTION[448 + ((b >>> 2) & 63)]!
  );
}

const ROTATIONS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

// prettier-ignore
const PERMUTED_CHOICE_1 = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
  63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];

// prettier-ignore
const PERMUTED_CHOICE_2 = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
  41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];

// prettier-ignore
const PERMUTATION = [
  16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10,
  2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
];

/** One row of 16 hex digits for each of the four rows of a box. */
const S_BOXES = [
  'e4d12fb83a6c5907 0f74e2d1a6cb9538 41e8d62bfc973a50 fc8249175b3ea06d',
  'f18e6b34972dc05a 3d47f28ec01a69b5 0e7ba4d158c6932f d8a13f42b67c05e9',
  'a09e63f51dc7b428 d709346a285ecbf1 d6498f30b12c5ae7 1ad069874fe3b52c',
  '7de3069a1285bc4f d8b56f03472c1ae9 a690cb7df13e5284 3f06a1d8945bc72e',
  '2c417ab6853fd0e9 eb2c47d150fa3986 421bad78f9c5630e b8c71e2d6f09a453',
  'c1af92680d34e75b af427c9561de0b38 9ef528c3704a1db6 432c95fabe17608d',
  '4b2ef08d3c975a61 d0b7491ae35c2f86 14bdc37eaf680592 6bd814a7950fe23c',
  'd2846fb1a93e50c7 1fd8a374c56b0e92 7b419ce206adf358 21e74a8dfc90356b',
];

/** The S-boxes with the permutation after them already applied: 8 times 64 words. */
const SUBSTITUTION = buildSubstitution();

function buildSubstitution(): Int32Array {
  const table = new Int32Array(8 * 64);
  for (let box = 0; box < 8; box++) {
    const rows = S_BOXES[box]!.split(' ');
    for (let input = 0; input < 64; input++) {
      const row = ((input >> 4) & 2) | (input & 1);
      const output = parseInt(rows[row]![(input >> 1) & 15]!, 16);
      const word = output << (28 - box * 4);
      for (let bit = 0; bit < 32; bit++) {
        if ((word >>> (32 - PERMUTATION[bit]!)) & 1) table[box * 64 + input]! |= 1 << (31 - bit);
      }
    }
  }
  return table;
}

/** For each of the 14 half bytes of a key and each of its values: the bits of C, or of D, that come from it. */
const KEY_C = buildKeyHalves(0);
const KEY_D = buildKeyHalves(28);

function buildKeyHalves(from: number): Int32Array {
  const table = new Int32Array(14 * 16);
  for (let i = 0; i < 28; i++) {
    // The standard counts a parity bit after every seven.
    const bit = PERMUTED_CHOICE_1[from + i]! - 1;
    const source = (bit >> 3) * 7 + (bit & 7);
    // Bit `source` of 56 stands in half byte source / 4.
    const mask = 8 >> (source & 3);
    for (let value = 0; value < 16; value++) {
      if (value & mask) table[(source >> 2) * 16 + value]! |= 1 << (27 - i);
    }
  }
  return table;
}

/**
 * For each seven bits of C, then of D, and each of their values: what they give to a round key by the second
 * permuted choice. The pieces for S-boxes 1, 3, 5, 7 make one word, those for 2, 4, 6, 8 another; C fills the
 * high halves of both, D the low ones, so that either's parts fit one word here.
 */
const ROUND_KEY_PARTS = buildRoundKeyParts();

function buildRoundKeyParts(): Int32Array {
  const table = new Int32Array(2 * 4 * 128);
  for (let i = 0; i < 48; i++) {
    const box = Math.floor(i / 6);
    const source = PERMUTED_CHOICE_2[i]! - 1;
    const half = source < 28 ? 0 : 1;
    const bit = source - half * 28;
    // Four boxes to a half: the first and third in the high 16 bits, the second and fourth in the low ones.
    const place = (box & 1 ? 0 : 16) + 10 - ((box >> 1) & 1) * 8 + 5 - (i % 6);
    const mask = 64 >> (bit % 7);
    const start = (half * 4 + Math.floor(bit / 7)) * 128;
    for (let value = 0; value < 128; value++) if (value & mask) table[start + value]! |= 1 << place;
  }
  return table;
}
