import { RouterosBusy, RouterosFatal, RouterosProtocolError, RouterosTimeout } from '../errors.ts';
import { encodeCommand, type Command } from '../protocol/command-sentence.ts';
import type { RouterosLimits } from '../protocol/limits.ts';
import { readReply, type ReplySentence, type Row } from '../protocol/reply-sentence.ts';
import { SentenceDecoder } from '../protocol/sentence-decoder.ts';
import { PendingCall, type Reply } from './pending-call.ts';
import type { Timers } from './timers.ts';

/** Commands under way at once on one connection; a router works on them one after another anyway. */
export const MAX_IN_FLIGHT = 64;
/** A command that we gave up must end so soon after its cancellation, or the connection is of no use. */
const CANCEL_MS = 5_000;

export interface CallOptions {
  /** For the whole answer; instead of what the connection has for all. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gets each row when it comes, instead of all at the end. */
  readonly onRow?: ((row: Row) => void) | undefined;
}

export interface SessionOptions {
  readonly send: (bytes: Buffer) => void;
  /** The session cannot go on: the connection is to be closed. Told once. */
  readonly onEnd: (error: Error) => void;
  readonly timers: Timers;
  readonly limits: RouterosLimits;
  /** For each command, unless it brings its own. */
  readonly timeoutMs: number;
}

/**
 * Commands and their answers over any stream of bytes. Each command has a tag of its own, so that many are under
 * way at once. Every call ends: with its `!done`, in time, by its signal, or with the session.
 */
export class RouterosSession {
  readonly #options: SessionOptions;
  readonly #decoder: SentenceDecoder;
  readonly #calls = new Map<string, PendingCall>();
  #nextTag = 1;
  #strays = 0;
  #end: Error | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#decoder = new SentenceDecoder(options.limits, (words, bytes) =>
      this.#take(readReply(words), bytes),
    );
  }

  /** Commands under way, given up ones whose end is awaited included. */
  get inFlight(): number {
    return this.#calls.size;
  }

  async call(command: Command, options: CallOptions = {}): Promise<Reply> {
    const { signal, timeoutMs = this.#options.timeoutMs } = options;
    signal?.throwIfAborted();
    if (this.#end) throw this.#end;
    if (this.#calls.size >= MAX_IN_FLIGHT) throw new RouterosBusy(`${MAX_IN_FLIGHT} commands are under way`);
    const tag = (this.#nextTag++).toString(36);
    const bytes = encodeCommand(command, tag);
    const giveUp = (reason: unknown): void => {
      call.fail(reason);
      this.#cancel(tag);
    };
    const abort = (): void => giveUp(signal!.reason);
    const timer = this.#options.timers.start(timeoutMs, () =>
      giveUp(new RouterosTimeout(`${command.path} is not answered after ${timeoutMs} ms`)),
    );
    const call = this.#begin(tag, options.onRow, () => {
      this.#options.timers.stop(timer);
      signal?.removeEventListener('abort', abort);
    });
    signal?.addEventListener('abort', abort, { once: true });
    this.#options.send(bytes);
    return call.result;
  }

  /** Takes what has arrived. Anything that is not the protocol ends the session. */
  receive(chunk: Buffer): void {
    if (this.#end) return;
    try {
      this.#decoder.push(chunk);
    } catch (error) {
      this.end(error as Error);
    }
  }

  /** Nothing more is sent or taken; every call under way fails with this error. */
  end(error: Error): void {
    if (this.#end) return;
    this.#end = error;
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of calls) call.fail(error);
    this.#options.onEnd(error);
  }

  #begin(
    tag: string,
    onRow: ((row: Row) => void) | undefined,
    onSettled: (call: PendingCall) => void,
  ): PendingCall {
    const call = new PendingCall({ limits: this.#options.limits, onRow, onSettled });
    this.#calls.set(tag, call);
    return call;
  }

  #take(sentence: ReplySentence, bytes: number): void {
    // What follows in the same bytes belongs to nobody any more.
    if (this.#end) return;
    if (sentence.kind === '!fatal') {
      this.end(new RouterosFatal(sentence.row['message'] ?? (sentence.loose.join(' ') || 'no reason given')));
      return;
    }
    const call = sentence.tag === undefined ? undefined : this.#calls.get(sentence.tag);
    if (!call) {
      if (++this.#strays > this.#options.limits.maxStraySentences)
        throw new RouterosProtocolError('answers to nothing');
      return;
    }
    this.#strays = 0;
    if (call.take(sentence, bytes)) this.#calls.delete(sentence.tag!);
  }

  /**
   * The router may still work on it and send rows: they are dropped until it says that it is over. A router that
   * never does is closed.
   */
  #cancel(tag: string): void {
    const given = this.#calls.get(tag);
    if (this.#end || !given) return;
    const cancelTag = (this.#nextTag++).toString(36);
    const cancellation = this.#begin(cancelTag, undefined, () => this.#options.timers.stop(timer));
    // A trap means that it was over before: its own `!done` is on its way.
    cancellation.result.catch(() => {});
    const timer = this.#options.timers.start(CANCEL_MS, () => {
      if (this.#calls.has(tag) || this.#calls.has(cancelTag)) {
        this.end(new RouterosTimeout('the router does not end a cancelled command'));
      }
    });
    this.#options.send(encodeCommand({ path: '/cancel', attributes: { tag } }, cancelTag));
  }
}
