/** A 64-bit amount travels as two attributes of 32 bits: the octets and how often they wrapped. */
const wordSize = 2 ** 32;

export function lowWord(amount: number): number {
  return amount % wordSize;
}

export function highWord(amount: number): number {
  return Math.floor(amount / wordSize);
}

/** The nearest that a 32-bit attribute can say; for a rate it is no limit at all in practice. */
export function clampToWord(amount: number): number {
  return Math.min(amount, wordSize - 1);
}
