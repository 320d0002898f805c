import type { Packet } from '../packet.ts';
import type { KnownClient } from './known-client.ts';
import type { DatagramSource } from './discard.ts';

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

/** A request whose reply is awaited or kept. */
export class CachedRequest<D> {
  readonly source: DatagramSource;
  readonly client: KnownClient<D>;
  /** Port, identifier and code in 26 bits: a small integer, so that the map hashes no text. */
  readonly key: number;
  reply: Buffer | undefined = undefined;
  /** `superseded`: still in work, but nobody waits for the reply any more. */
  state: 'pending' | 'superseded' | 'answered' | 'gone' = 'pending';
  /** Monotonic; when it arrived, and from `answered` on, when it was answered. */
  sinceMs: number;
  older: CachedRequest<D> | undefined = undefined;
  newer: CachedRequest<D> | undefined = undefined;
  readonly #length: number;
  readonly #word0: number;
  readonly #word1: number;
  readonly #word2: number;
  readonly #word3: number;

  constructor(request: {
    packet: Packet;
    client: KnownClient<D>;
    source: DatagramSource;
    key: number;
    nowMs: number;
  }) {
    const { bytes } = request.packet;
    this.source = request.source;
    this.client = request.client;
    this.key = request.key;
    this.sinceMs = request.nowMs;
    // The authenticator as numbers: keeping a view of it would keep the whole datagram for five seconds.
    this.#length = bytes.length;
    this.#word0 = bytes.readInt32BE(4);
    this.#word1 = bytes.readInt32BE(8);
    this.#word2 = bytes.readInt32BE(12);
    this.#word3 = bytes.readInt32BE(16);
  }

  /** True when the packet is the same request again: RFC 5080 §2.2.2 compares the authenticator and the length. */
  isRepeatedBy({ bytes }: Packet): boolean {
    return (
      bytes.length === this.#length &&
      bytes.readInt32BE(4) === this.#word0 &&
      bytes.readInt32BE(8) === this.#word1 &&
      bytes.readInt32BE(12) === this.#word2 &&
      bytes.readInt32BE(16) === this.#word3
    );
  }
}

/**
 * Remembers requests by source address, source port, identifier and code (RFC 5080 §2.2.2), with the bytes of
 * the reply once there is one. Holds no timer: entries leave by `sweep`, which every packet calls.
 */
export class DuplicateCache<D> {
  readonly #limits: DuplicateCacheLimits;
  readonly #bySource = new Map<string, Map<number, CachedRequest<D>>>();
  /** By arrival; a superseded request stays here until its handler settles, for it still costs work. */
  readonly #inWork = new AgeList<D>();
  /** By time of answer. */
  readonly #answered = new AgeList<D>();

  constructor(limits: DuplicateCacheLimits) {
    this.#limits = limits;
  }

  get pending(): number {
    return this.#inWork.length;
  }

  get answered(): number {
    return this.#answered.length;
  }

  find(address: string, key: number): CachedRequest<D> | undefined {
    return this.#bySource.get(address)?.get(key);
  }

  /** Starts to remember a request that is now in work. The key must be free. */
  add(request: CachedRequest<D>): void {
    const { address } = request.source;
    let ofSource = this.#bySource.get(address);
    if (!ofSource) this.#bySource.set(address, (ofSource = new Map()));
    ofSource.set(request.key, request);
    this.#inWork.append(request);
  }

  /** Keeps the reply for retransmissions; when the cache is full the oldest reply makes room. */
  answer(request: CachedRequest<D>, reply: Buffer, nowMs: number): void {
    const oldest = this.#answered.oldest;
    if (oldest && this.#answered.length >= this.#limits.maxReplies) this.#forget(oldest, this.#answered);
    this.#inWork.remove(request);
    request.state = 'answered';
    request.reply = reply;
    request.sinceMs = nowMs;
    this.#answered.append(request);
  }

  /** Forgets a request in work without a reply, so that a retransmission is a new request. */
  release(request: CachedRequest<D>): void {
    if (request.state === 'superseded') {
      this.#inWork.remove(request);
      request.state = 'gone';
    } else {
      this.#forget(request, this.#inWork);
    }
  }

  /** The key of `request` is being used for another one; whatever reply it has or gets is void. */
  supersede(request: CachedRequest<D>): void {
    if (request.state === 'answered') return this.#forget(request, this.#answered);
    this.#unmap(request);
    request.state = 'superseded';
  }

  /** Removes replies past their time. */
  sweep(nowMs: number): void {
    for (let swept = 0; swept < SWEEP_LIMIT; swept++) {
      const oldest = this.#answered.oldest;
      if (!oldest || nowMs - oldest.sinceMs < this.#limits.keepMs) return;
      this.#forget(oldest, this.#answered);
    }
  }

  /** The request longest in work, when its handler has had more than its time; the caller releases it. */
  overdue(nowMs: number): CachedRequest<D> | undefined {
    const oldest = this.#inWork.oldest;
    return oldest && nowMs - oldest.sinceMs >= this.#limits.abandonMs ? oldest : undefined;
  }

  #forget(request: CachedRequest<D>, list: AgeList<D>): void {
    list.remove(request);
    this.#unmap(request);
    request.state = 'gone';
  }

  #unmap(request: CachedRequest<D>): void {
    const { address } = request.source;
    const ofSource = this.#bySource.get(address);
    if (ofSource?.delete(request.key) && ofSource.size === 0) this.#bySource.delete(address);
  }
}

/** A list in order of age, linked through its members, so that one leaves from the middle at no cost. */
class AgeList<D> {
  oldest: CachedRequest<D> | undefined = undefined;
  length = 0;
  #newest: CachedRequest<D> | undefined = undefined;

  append(request: CachedRequest<D>): void {
    request.older = this.#newest;
    request.newer = undefined;
    if (this.#newest) this.#newest.newer = request;
    else this.oldest = request;
    this.#newest = request;
    this.length++;
  }

  remove(request: CachedRequest<D>): void {
    if (request.older) request.older.newer = request.newer;
    else this.oldest = request.newer;
    if (request.newer) request.newer.older = request.older;
    else this.#newest = request.older;
    request.older = request.newer = undefined;
    this.length--;
  }
}
