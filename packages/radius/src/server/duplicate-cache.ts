import type { Packet } from '../packet.ts';
import { ReplySlabs, type ReplySlab } from './reply-slabs.ts';
import type { RequestInWork } from './request-in-work.ts';

/** Bounds of the cache. */
export interface DuplicateCacheLimits {
  /** Replies kept; requests in work are bounded by whoever adds them. */
  readonly maxReplies: number;
  /** How long a reply is kept for retransmissions. */
  readonly keepMs: number;
  /** How long a handler may take before its slot is given back. */
  readonly abandonMs: number;
}

/** What one sweep may remove, so that a burst's expiry is spread over the packets that follow it. */
const SWEEP_LIMIT = 64;

/** What is remembered of one source address, by port, identifier and code. */
interface Source<D> {
  readonly address: string;
  /** A request in work, or the place of its reply in the ring. */
  readonly byKey: Map<number, RequestInWork<D> | number>;
}

/** Numbers kept for each reply in the ring, one after the other. */
const FIELDS = 8;
const KEY = 0;
const LENGTH = 1;
/** The request's authenticator, four words. */
const AUTHENTICATOR = 2;
const REPLY_START = 6;
const REPLY_LENGTH = 7;

/**
 * Remembers requests by source address, source port, identifier and code (RFC 5080 §2.2.2), with the bytes of
 * the reply once there is one. Holds no timer: entries leave by `sweep`, which every packet calls.
 *
 * Replies stand in a ring in the order of their answers, which is the order in which they are forgotten; one
 * that is superseded before its time leaves its place empty until those before it are gone. Their
 * numbers are in typed arrays and their bytes in slabs: 65,536 of them as objects and buffers took 125 MB and
 * made each garbage collection longer.
 */
export class DuplicateCache<D> {
  readonly #limits: DuplicateCacheLimits;
  readonly #bySource = new Map<string, Source<D>>();
  /** By arrival; a superseded request stays here until its handler settles, for it still costs work. */
  readonly #inWork = new AgeList<D>();
  readonly #slabs = new ReplySlabs();
  readonly #fields: Int32Array;
  readonly #answeredMs: Float64Array;
  /** Undefined where a reply was forgotten before its time. */
  readonly #sourceOf: (Source<D> | undefined)[] = [];
  readonly #slabOf: (ReplySlab | undefined)[] = [];
  #oldest = 0;
  /** Places from the oldest to the newest, those forgotten before their time included. */
  #span = 0;
  #answered = 0;

  constructor(limits: DuplicateCacheLimits) {
    this.#limits = limits;
    this.#fields = new Int32Array(limits.maxReplies * FIELDS);
    this.#answeredMs = new Float64Array(limits.maxReplies);
  }

  get pending(): number {
    return this.#inWork.length;
  }

  get answered(): number {
    return this.#answered;
  }

  /**
   * What is known of a packet: the reply to repeat, `in-work`, or undefined when it is new. Another request
   * under the same identifier means that nobody waits for the earlier one: it is superseded.
   */
  recall(address: string, key: number, packet: Packet): Buffer | 'in-work' | undefined {
    const earlier = this.#bySource.get(address)?.byKey.get(key);
    if (earlier === undefined) return undefined;
    if (typeof earlier === 'number') {
      if (this.#isRequestOf(earlier, packet.bytes)) return this.#replyAt(earlier);
      this.#forgetReply(earlier);
      return undefined;
    }
    if (isSameRequest(earlier.packet.bytes, packet.bytes)) return 'in-work';
    this.#unmap(earlier);
    earlier.state = 'superseded';
    return undefined;
  }

  /** Starts to remember a request that is now in work. `recall` must have found it new. */
  add(request: RequestInWork<D>): void {
    const { address } = request.source;
    let source = this.#bySource.get(address);
    if (!source) this.#bySource.set(address, (source = { address, byKey: new Map() }));
    source.byKey.set(request.key, request);
    this.#inWork.append(request);
  }

  /** Keeps a copy of the reply for retransmissions; when the cache is full the oldest reply makes room. */
  answer(request: RequestInWork<D>, reply: Uint8Array, nowMs: number): void {
    this.#inWork.remove(request);
    request.state = 'gone';
    const { maxReplies } = this.#limits;
    if (this.#span === maxReplies) this.#dropOldest();
    const place = (this.#oldest + this.#span) % maxReplies;
    this.#span++;
    this.#answered++;
    const source = this.#bySource.get(request.source.address)!;
    source.byKey.set(request.key, place);
    this.#sourceOf[place] = source;
    const slab = this.#slabs.keep(reply);
    this.#slabOf[place] = slab;
    this.#answeredMs[place] = nowMs;
    const at = place * FIELDS;
    const { bytes } = request.packet;
    this.#fields[at + KEY] = request.key;
    this.#fields[at + LENGTH] = bytes.length;
    for (let i = 0; i < 4; i++) this.#fields[at + AUTHENTICATOR + i] = bytes.readInt32BE(4 + i * 4);
    this.#fields[at + REPLY_START] = slab.used - reply.length;
    this.#fields[at + REPLY_LENGTH] = reply.length;
  }

  /** Forgets a request in work without a reply, so that a retransmission is a new request. */
  release(request: RequestInWork<D>): void {
    this.#inWork.remove(request);
    if (request.state === 'pending') this.#unmap(request);
    request.state = 'gone';
  }

  /** Removes replies past their time. */
  sweep(nowMs: number): void {
    for (let swept = 0; swept < SWEEP_LIMIT && this.#span > 0; swept++) {
      const isForgotten = this.#sourceOf[this.#oldest] === undefined;
      if (!isForgotten && nowMs - this.#answeredMs[this.#oldest]! < this.#limits.keepMs) return;
      this.#dropOldest();
    }
  }

  /** The request longest in work, when its handler has had more than its time; the caller releases it. */
  overdue(nowMs: number): RequestInWork<D> | undefined {
    const { oldest } = this.#inWork;
    return oldest && nowMs - oldest.arrivedMs >= this.#limits.abandonMs ? oldest : undefined;
  }

  /** RFC 5080 §2.2.2 compares the authenticator and the length. */
  #isRequestOf(place: number, bytes: Buffer): boolean {
    const at = place * FIELDS;
    if (this.#fields[at + LENGTH] !== bytes.length) return false;
    for (let i = 0; i < 4; i++) {
      if (this.#fields[at + AUTHENTICATOR + i] !== bytes.readInt32BE(4 + i * 4)) return false;
    }
    return true;
  }

  /** A copy, because the slab may be used again while the datagram is still on its way out. */
  #replyAt(place: number): Buffer {
    const start = this.#fields[place * FIELDS + REPLY_START]!;
    const length = this.#fields[place * FIELDS + REPLY_LENGTH]!;
    return Buffer.from(this.#slabOf[place]!.bytes.subarray(start, start + length));
  }

  #dropOldest(): void {
    if (this.#sourceOf[this.#oldest] !== undefined) this.#forgetReply(this.#oldest);
    this.#oldest = (this.#oldest + 1) % this.#limits.maxReplies;
    this.#span--;
  }

  #forgetReply(place: number): void {
    this.#remove(this.#sourceOf[place]!, this.#fields[place * FIELDS + KEY]!);
    this.#slabs.forget(this.#slabOf[place]!);
    this.#sourceOf[place] = undefined;
    this.#slabOf[place] = undefined;
    this.#answered--;
  }

  #unmap(request: RequestInWork<D>): void {
    this.#remove(this.#bySource.get(request.source.address)!, request.key);
  }

  #remove(source: Source<D>, key: number): void {
    source.byKey.delete(key);
    if (source.byKey.size === 0) this.#bySource.delete(source.address);
  }
}

function isSameRequest(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && one.compare(other, 4, 20, 4, 20) === 0;
}

/** A list in order of age, linked through its members, so that one leaves from the middle at no cost. */
class AgeList<D> {
  oldest: RequestInWork<D> | undefined = undefined;
  length = 0;
  #newest: RequestInWork<D> | undefined = undefined;

  append(request: RequestInWork<D>): void {
    request.older = this.#newest;
    request.newer = undefined;
    if (this.#newest) this.#newest.newer = request;
    else this.oldest = request;
    this.#newest = request;
    this.length++;
  }

  remove(request: RequestInWork<D>): void {
    if (request.older) request.older.newer = request.newer;
    else this.oldest = request.newer;
    if (request.newer) request.newer.older = request.older;
    else this.#newest = request.older;
    request.older = request.newer = undefined;
    this.length--;
  }
}
