/**
 * Single DES (FIPS 46-3), encryption of one block, for MS-CHAP alone. OpenSSL 3 has no single DES without its
 * legacy provider, and a cipher object per block costs more than the three blocks of a login done here.
 *
 * Bit numbers in the tables are those of the standard: 1 is the highest bit.
 */

/** 32-bit words in the schedule of one key: two for each of the 16 rounds. */
export const SCHEDULE_WORDS = 32;

/**
 * Derives the round keys of an 8-byte key (its parity bits are ignored) into `schedule` at `offset`. The six-bit
 * pieces for S-boxes 1, 3, 5, 7 stand in the first word of a round, those for 2, 4, 6, 8 in the second.
 */
export function deriveSchedule(key: Uint8Array, schedule: Int32Array, offset: number): void {
  const bits = PERMUTED_CHOICE_1.map((bit) => (key[(bit - 1) >> 3]! >> (7 - ((bit - 1) & 7))) & 1);
  let rotation = 0;
  for (let round = 0; round < 16; round++) {
    rotation += ROTATIONS[round]!;
    for (let box = 0; box < 8; box++) {
      let piece = 0;
      for (let i = 0; i < 6; i++) {
        const bit = PERMUTED_CHOICE_2[box * 6 + i]! - 1;
        const half = bit < 28 ? 0 : 28;
        piece = (piece << 1) | bits[half + ((bit - half + rotation) % 28)]!;
      }
      schedule[offset + round * 2 + (box & 1)]! |= piece << (26 - (box >> 1) * 8);
    }
  }
}

/** Spreads 7 bytes over 8 with odd parity in the low bits, as MS-CHAP makes its keys (RFC 2759 §8.6). */
export function keyFrom56Bits(bytes: Uint8Array): Buffer {
  const key = Buffer.alloc(8);
  for (let i = 0; i < 8; i++) {
    const high = i === 0 ? 0 : bytes[i - 1]! << (8 - i);
    const low = i === 7 ? 0 : bytes[i]! >> i;
    const sevenBits = (high | low) & 0xfe;
    key[i] = sevenBits | (onesIn(sevenBits) % 2 === 0 ? 1 : 0);
  }
  return key;
}

/** Encrypts the 8 bytes of `block` under the schedule at `offset` into `target` at `at`. */
export function encryptBlock(
  block: Buffer,
  key: { readonly schedule: Int32Array; readonly offset: number },
  target: { readonly bytes: Buffer; readonly at: number },
): void {
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
  for (let round = key.offset; round < key.offset + SCHEDULE_WORDS; round += 2) {
    const mixed = left ^ feistel(right, key.schedule[round]!, key.schedule[round + 1]!);
    left = right;
    right = mixed;
  }
  // The halves trade places once more, then the same exchanges backwards.
  [left, right] = [right, left];
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
  target.bytes.writeInt32BE(left, target.at);
  target.bytes.writeInt32BE(right, target.at + 4);
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

function onesIn(byte: number): number {
  let count = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) count++;
  return count;
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
