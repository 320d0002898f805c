/**
 * One copy of each of the few strings that stand in thousands of rows, such as the date of today: as JSON gives them,
 * every row has its own.
 */
export class SharedStrings {
  readonly #known = new Map<string, string>();
  readonly #most: number;

  /** More different ones than this are too many to be worth it, and begin anew. */
  constructor(most: number) {
    this.#most = most;
  }

  share(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= this.#most) this.#known.clear();
    this.#known.set(text, text);
    return text;
  }
}
