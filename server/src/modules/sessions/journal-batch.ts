import type { Tx } from '../../platform/db/index.ts';
import type { FoldSource } from './fold-accounting.ts';
import { movePosition, readPosition, type JournalMark } from './fold-store.ts';

/** Records of one journal between two positions. */
export interface JournalStretch {
  journalId: string;
  from: JournalMark | undefined;
  next: JournalMark;
  records: readonly Buffer[];
  /** Everything received before this instant is in this stretch or was before it. */
  foldedUntilMs: number;
}

/** A stretch of a journal as the fold takes it: folded when the journal's position has moved behind it. */
export class JournalBatch implements FoldSource {
  readonly #stretch: JournalStretch;
  /** Where the journal stood when the stretch was claimed. */
  found: JournalMark | undefined;

  constructor(stretch: JournalStretch) {
    this.#stretch = stretch;
  }

  get name(): string {
    return this.#stretch.journalId;
  }

  /** Undefined: the position is not where the stretch begins, but at `found`. */
  async claim(tx: Tx): Promise<readonly Buffer[] | undefined> {
    const { journalId, from, records } = this.#stretch;
    this.found = await readPosition(tx, journalId);
    return isSamePosition(this.found, from) ? records : undefined;
  }

  async settle(tx: Tx): Promise<void> {
    const { journalId, next, records, foldedUntilMs } = this.#stretch;
    await movePosition(tx, { journalId, ...next, records: records.length, foldedUntilMs });
  }
}

function isSamePosition(a: JournalMark | undefined, b: JournalMark | undefined): boolean {
  return a?.segment === b?.segment && a?.offset === b?.offset;
}
