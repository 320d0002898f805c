import { randomFillSync } from 'node:crypto';

/** A source of random bytes: cryptographic in production, seeded where a test must be replayed. */
export interface Random {
  fill(target: Uint8Array): void;
  /** A whole number in [0, below). `below` is at most 2^32. */
  integer(below: number): number;
}

/**
 * Random bytes are drawn from the system in pools: a call for 16 bytes costs as much as one for 4,096, and
 * RADIUS asks for 16 at each packet. A byte is handed out once and wiped from the pool.
 */
const pool = Buffer.alloc(4096);
let poolUsed = pool.length;

export const cryptoRandom: Random = {
  fill: (target) => {
    if (target.length > pool.length / 8) {
      randomFillSync(target);
      return;
    }
    if (poolUsed + target.length > pool.length) {
      randomFillSync(pool);
      poolUsed = 0;
    }
    target.set(pool.subarray(poolUsed, poolUsed + target.length));
    pool.fill(0, poolUsed, poolUsed + target.length);
    poolUsed += target.length;
  },
  integer: (below) =>
    uniform(below, () => {
      const bytes = new Uint8Array(4);
      cryptoRandom.fill(bytes);
      return ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0;
    }),
};

/**
 * A reproducible generator (xoshiro128**, seeded by splitmix32). Not for secrets: for simulators and
 * random tests, which print their seed.
 */
export class SeededRandom implements Random {
  readonly #state = new Uint32Array(4);

  constructor(seed: number) {
    let x = seed >>> 0;
    for (let i = 0; i < 4; i++) {
      x = (x + 0x9e3779b9) >>> 0;
      let z = x;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      this.#state[i] = (z ^ (z >>> 16)) >>> 0;
    }
  }

  next32(): number {
    const s = this.#state;
    const result = Math.imul(rotateLeft(Math.imul(s[1]!, 5), 7), 9) >>> 0;
    const t = s[1]! << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= t;
    s[3] = rotateLeft(s[3]!, 11);
    return result;
  }

  fill(target: Uint8Array): void {
    for (let i = 0; i < target.length; i++) target[i] = this.next32() >>> 24;
  }

  integer(below: number): number {
    return uniform(below, () => this.next32());
  }

  /** A real number in [0, 1). */
  real(): number {
    return this.next32() / 2 ** 32;
  }
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

/** Rejection sampling: a plain remainder would favour small numbers. */
function uniform(below: number, next32: () => number): number {
  if (!Number.isInteger(below) || below < 1 || below > 2 ** 32) {
    throw new RangeError(`Random.integer: bound ${below} is not a whole number from 1 to 2^32`);
  }
  const limit = 2 ** 32 - (2 ** 32 % below);
  for (;;) {
    const value = next32();
    if (value < limit) return value % below;
  }
}
