import { RouterosProtocolError, RouterosTrap } from '../errors.ts';
import type { RouterosLimits } from '../protocol/limits.ts';
import type { ReplySentence, Row } from '../protocol/reply-sentence.ts';
import { trapCategory } from './trap-category.ts';

/** The whole answer to a command. */
export interface Reply {
  readonly rows: readonly Row[];
  /** What `!done` returns: the id of what was added, a count, a challenge. */
  readonly ret?: string;
}

/** One command under way: collects its rows, and tells once how it went. */
export class PendingCall {
  readonly #limits: Pick<RouterosLimits, 'maxRows' | 'maxReplyBytes'>;
  readonly #onRow: ((row: Row) => void) | undefined;
  readonly #onSettled: (call: PendingCall) => void;
  readonly #resolvers = Promise.withResolvers<Reply>();
  #rows: Row[] = [];
  #rowCount = 0;
  #bytes = 0;
  #trap: RouterosTrap | undefined;
  #isSettled = false;

  constructor(options: {
    readonly limits: Pick<RouterosLimits, 'maxRows' | 'maxReplyBytes'>;
    readonly onRow: ((row: Row) => void) | undefined;
    readonly onSettled: (call: PendingCall) => void;
  }) {
    this.#limits = options.limits;
    this.#onRow = options.onRow;
    this.#onSettled = options.onSettled;
  }

  get result(): Promise<Reply> {
    return this.#resolvers.promise;
  }

  get isSettled(): boolean {
    return this.#isSettled;
  }

  /** Takes a sentence of this command. True: it was the last one. */
  take(sentence: ReplySentence, bytes: number): boolean {
    const { kind, row } = sentence;
    if (kind === '!re') this.#takeRow(row, bytes);
    else this.#count(bytes);
    if (kind === '!trap') {
      const message = row['message'] ?? 'refused without a reason';
      this.#trap ??= new RouterosTrap(message, trapCategory(row['category']));
    }
    if (kind !== '!done') return false;
    this.#finish(row['ret']);
    return true;
  }

  fail(error: unknown): void {
    if (this.#isSettled) return;
    this.#settle();
    this.#resolvers.reject(error);
  }

  #takeRow(row: Row, bytes: number): void {
    this.#rowCount++;
    this.#count(bytes);
    if (this.#rowCount > this.#limits.maxRows) throw new RouterosProtocolError('an answer of endless rows');
    if (this.#isSettled) return;
    if (this.#onRow) this.#onRow(row);
    else this.#rows.push(row);
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#limits.maxReplyBytes) throw new RouterosProtocolError('an answer without end');
  }

  #finish(ret: string | undefined): void {
    if (this.#isSettled) return;
    const rows = this.#rows;
    this.#settle();
    if (this.#trap) this.#resolvers.reject(this.#trap);
    else this.#resolvers.resolve({ rows, ...(ret === undefined ? {} : { ret }) });
  }

  #settle(): void {
    this.#isSettled = true;
    this.#rows = [];
    this.#onSettled(this);
  }
}
