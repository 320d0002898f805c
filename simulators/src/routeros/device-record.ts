/** A sentence that a device got, word by word. */
export interface RecordedSentence {
  /** Counts the connections from 1. */
  readonly connection: number;
  readonly words: readonly string[];
}

/** More are not kept: a test looks at some hundred. */
const MAX_RECORDED = 200_000;

/** Exactly what a device was sent. */
export class DeviceRecord {
  readonly sentences: RecordedSentence[] = [];
  readonly #isKept: boolean;
  #count = 0;

  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  /** Of all, kept or not. */
  get count(): number {
    return this.#count;
  }

  add(connection: number, words: readonly string[]): void {
    this.#count++;
    if (this.#isKept && this.sentences.length < MAX_RECORDED) this.sentences.push({ connection, words });
  }

  /** The commands, without logins, and without the tags, which are the client's to choose. */
  get commands(): string[][] {
    return this.sentences
      .map(({ words }) => words.filter((word) => !word.startsWith('.tag=')))
      .filter(([command]) => command !== '/login');
  }

  clear(): void {
    this.sentences.length = 0;
  }
}
