/**
 * A bounded map that forgets what was longest not set: when one generation is full, the one before it goes as a
 * whole. A single Map emptied from its front would have to step over all that was deleted there.
 */
export class TwoGenerations<V> {
  readonly #perGeneration: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  /** Holds at least half of `limit` and never more. */
  constructor(limit: number) {
    this.#perGeneration = Math.floor(limit / 2);
  }

  /** An upper bound: a key may stand in both generations. */
  get size(): number {
    return this.#young.size + this.#old.size;
  }

  get(key: string): V | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  set(key: string, value: V): void {
    if (this.#young.size >= this.#perGeneration && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  delete(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }
}
