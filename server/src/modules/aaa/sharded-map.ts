/**
 * At a million entries each part holds some 16,000. A Map copies itself whenever it has grown or shed enough:
 * in one piece that holds the loop for a tenth of a second at a million, in these parts for about one millisecond.
 */
const parts = 64;

/** A Map for one entry a subscriber, whose growth and deletions never hold the loop for long. */
export class ShardedMap<K extends string | number, V> {
  /** Made at their first entry: most tenants are small. */
  readonly #parts: (Map<K, V> | undefined)[] = Array.from({ length: parts }, () => undefined);
  #size = 0;
  #visitedPart = 0;
  /** Where `visitNext` goes on; it stays right while its part changes. */
  #visiting: MapIterator<[K, V]> | undefined;

  get size(): number {
    return this.#size;
  }

  get(key: K): V | undefined {
    return this.#parts[partOf(key)]?.get(key);
  }

  set(key: K, value: V): void {
    const part = (this.#parts[partOf(key)] ??= new Map());
    const before = part.size;
    part.set(key, value);
    this.#size += part.size - before;
  }

  delete(key: K): void {
    if (this.#parts[partOf(key)]?.delete(key)) this.#size--;
  }

  /** Entries may be changed and deleted on the way; those added meanwhile may be left out. */
  *[Symbol.iterator](): Generator<[K, V], void> {
    for (const part of this.#parts) if (part) yield* part;
  }

  /** Visits so many entries, or all once, from where the last call stopped. `visit` may change and delete them. */
  visitNext(limit: number, visit: (value: V, key: K) => void): void {
    let visited = 0;
    for (let begun = 0; visited < limit && begun <= parts;) {
      const next = this.#visiting?.next();
      if (next && !next.done) {
        visit(next.value[1], next.value[0]);
        visited++;
      } else {
        this.#visitedPart = (this.#visitedPart + 1) % parts;
        this.#visiting = this.#parts[this.#visitedPart]?.entries();
        begun++;
      }
    }
  }
}

function partOf(key: string | number): number {
  if (typeof key === 'number') return key % parts;
  // FNV-1a over the text; the low bits of Node's own hash are not to be had.
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & (parts - 1);
}
