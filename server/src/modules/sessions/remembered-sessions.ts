import { maxEpochs } from './folded-session-store.ts';
import type { SessionBook, StoredSession } from './session-book.ts';
import { isOpen } from './session.ts';

/** Some 800 bytes each. Beyond this the one not heard of for longest is read again at its next packet. */
const maxRemembered = 32_768;

/**
 * Open sessions as this fold last committed them, so that an Interim needs no reading. Others may have
 * changed a row since: every write names the version of the row that it builds upon, and a transaction that
 * finds another version there is undone, everything is forgotten, and the batch is folded from what is read.
 * A key whose last session is closed is not remembered, because another fold could begin the next one
 * without touching that row.
 */
export class RememberedSessions {
  readonly #byKey = new Map<string, StoredSession[]>();

  find(key: string): readonly StoredSession[] | undefined {
    return this.#byKey.get(key);
  }

  /** Call it when the transaction has committed, and with the version that it gave to its rows. */
  keep(book: SessionBook, version: string): void {
    for (const [key, rows] of book.remaining(version)) {
      // Deleted first, so that the order of the map is that of the last word.
      this.#byKey.delete(key);
      const latest = rows.at(-1);
      if (latest && isOpen(latest.session)) this.#byKey.set(key, rows.slice(-maxEpochs));
    }
    for (const key of this.#byKey.keys()) {
      if (this.#byKey.size <= maxRemembered) return;
      this.#byKey.delete(key);
    }
  }

  forgetAll(): void {
    this.#byKey.clear();
  }
}
