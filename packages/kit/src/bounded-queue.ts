/**
 * A first-in first-out queue that refuses instead of growing: `push` returns false when full, and the
 * caller counts what it dropped. A ring, so that neither end costs more with length.
 */
export class BoundedQueue<T> {
  readonly #ring: (T | undefined)[];
  readonly #capacity: number;
  #head = 0;
  #length = 0;

  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1)
      throw new RangeError('BoundedQueue: capacity must be at least 1');
    this.#capacity = capacity;
    this.#ring = Array.from<T | undefined>({ length: capacity });
  }

  get length(): number {
    return this.#length;
  }

  push(item: T): boolean {
    if (this.#length === this.#capacity) return false;
    this.#ring[(this.#head + this.#length) % this.#capacity] = item;
    this.#length++;
    return true;
  }

  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#ring[this.#head];
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) % this.#capacity;
    this.#length--;
    return item;
  }

  /** Removes and returns at most `limit` items, oldest first. */
  take(limit: number): T[] {
    const items: T[] = [];
    while (items.length < limit && this.#length > 0) items.push(this.shift() as T);
    return items;
  }
}
