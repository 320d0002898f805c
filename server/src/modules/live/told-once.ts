/** Remembers what was told of each id, so that only what is new or has changed is told again. */
export class ToldOnce {
  readonly #max: number;
  readonly #told = new Map<string, string>();

  /** The ids beyond the bound are forgotten, the oldest first. */
  constructor(max: number) {
    this.#max = max;
  }

  /** Whether this was not told of the id before; from now on it was. */
  isNews(id: string, state: string): boolean {
    if (this.#told.get(id) === state) return false;
    this.#told.delete(id);
    this.#told.set(id, state);
    if (this.#told.size > this.#max) this.#told.delete(this.#told.keys().next().value!);
    return true;
  }
}
