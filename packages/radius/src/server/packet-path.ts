import { setImmediate } from 'node:timers';
import { systemClock, type Clock } from '@trunkline/kit';
import { Code, codeName } from '../code.ts';
import { PacketBuilder } from '../packet-builder.ts';
import { adoptPacket, type Packet } from '../packet.ts';
import { mayAnswer } from './answering-codes.ts';
import { findAuthenticityFault, hasMessageAuthenticator } from './check-authenticity.ts';
import type { DatagramSource, DiscardKind } from './discard.ts';
import { DuplicateCache } from './duplicate-cache.ts';
import { Inbox, type WaitingDatagram } from './inbox.ts';
import type { KnownClient } from './known-client.ts';
import { PendingShare } from './pending-share.ts';
import { ROLES, type PacketPathOptions, type RadiusReply, type ServerRole } from './radius-server-options.ts';
import { RequestInWork } from './request-in-work.ts';
import { newServerCounters, type ServerCounters } from './server-counters.ts';

/** Requests in work at once; with answers after 5 ms that is 800,000 a second. */
const DEFAULT_MAX_PENDING = 4096;
/** Datagrams waiting for their turn: 0.2 s of work at 40,000 a second, some 5 MB. */
const DEFAULT_MAX_WAITING = 8_192;
/** Most NAS ask again after a second or more; an answer to what they have given up helps nobody. */
const DEFAULT_MAX_WAIT_MS = 1_000;
/**
 * How long datagrams are worked off before the socket is read again. The system reads 32 at a time, in some
 * 0.15 ms; in a slice fewer than that are answered, so that reading keeps ahead and it is us who choose what
 * to drop, and not the kernel, to whom all senders are one.
 */
const SLICE_MS = 0.25;
/** Replies kept: five seconds of 12,000 requests a second, at roughly 300 bytes each. */
const DEFAULT_MAX_REPLIES = 65_536;
/** RFC 5080 §2.2.2 asks for five to thirty seconds. */
const DEFAULT_KEEP_REPLY_MS = 5_000;
/** Longer than any NAS goes on retransmitting. */
const DEFAULT_ABANDON_MS = 30_000;

/** The counters, and what waits for its turn, is in work and is kept for retransmissions just now. */
export type ServerStats = ServerCounters & {
  readonly waiting: number;
  readonly pending: number;
  readonly repliesKept: number;
};

/** What brings packets to the path and takes replies away: a UDP socket, or the connections of a TLS server. */
export interface Carrier {
  /** The sources that come back are the objects that went in. */
  send(bytes: Buffer, source: DatagramSource): void;
  /** A packet gets no answer; `kind` undefined: it is the repetition of one whose answer is under way. */
  leaveUnanswered(kind: DiscardKind | undefined, source: DatagramSource, cause: unknown): void;
}

/**
 * The way of a packet from its carrier to its reply, in order: `take`, `drain` and `serve` below. It answers no packet
 * that is malformed or not authentic (RFC 2865 §3); it repeats the same bytes to a retransmission; it holds a bounded
 * number of requests and meets more with silence, upon which a NAS asks again.
 */
export class PacketPath<D> {
  readonly #options: PacketPathOptions<D>;
  readonly #carrier: Carrier;
  readonly #role: (typeof ROLES)[ServerRole];
  readonly #clock: Clock;
  readonly #cache: DuplicateCache<D>;
  readonly #inbox: Inbox<D>;
  readonly #maxWaitMs: number;
  readonly #share: PendingShare<D>;
  readonly counters: ServerCounters = newServerCounters();
  /** Replies of the slice under way. */
  readonly #outbox: { bytes: Buffer; source: DatagramSource }[] = [];
  #isDraining = false;
  #isClosing = false;
  #onIdle: (() => void) | undefined;

  constructor(role: ServerRole, options: PacketPathOptions<D>, carrier: Carrier) {
    this.#options = options;
    this.#carrier = carrier;
    this.#role = ROLES[role];
    this.#clock = options.clock ?? systemClock;
    this.#inbox = new Inbox(options.maxWaiting ?? DEFAULT_MAX_WAITING);
    this.#maxWaitMs = options.maxWaitMs ?? DEFAULT_MAX_WAIT_MS;
    this.#share = new PendingShare(options.maxPending ?? DEFAULT_MAX_PENDING);
    this.#cache = new DuplicateCache({
      maxReplies: options.maxReplies ?? DEFAULT_MAX_REPLIES,
      keepMs: options.keepReplyMs ?? DEFAULT_KEEP_REPLY_MS,
      abandonMs: options.abandonMs ?? DEFAULT_ABANDON_MS,
    });
  }

  /** Takes no further packets, and waits for the requests in work, at most `timeoutMs`. */
  async close(timeoutMs: number): Promise<void> {
    this.#isClosing = true;
    if (this.#cache.pending > 0) await this.#becomeIdle(timeoutMs);
    this.#flush();
  }

  /** A copy of the counters since the start, with what waits, what is in work and what is kept just now. */
  stats(): ServerStats {
    return {
      ...this.counters,
      discards: { ...this.counters.discards },
      waiting: this.#inbox.waiting,
      pending: this.#cache.pending,
      repliesKept: this.#cache.answered,
    };
  }

  /** A packet has arrived; `client` undefined: from a stranger. */
  take(bytes: Buffer, source: DatagramSource, client: KnownClient<D> | undefined): void {
    this.counters.datagrams++;
    if (this.#isClosing) return this.#discard('closing', source);
    if (!client) return this.#discard('unknown-client', source);
    if (!this.#inbox.add(client, bytes, source, this.#clock.monotonic())) {
      return this.#discard('backlog-full', source, client);
    }
    if (this.#isDraining) return;
    this.#isDraining = true;
    setImmediate(this.#drain);
  }

  /** A packet that the carrier itself cannot take. */
  refuse(kind: DiscardKind, source: DatagramSource): void {
    this.counters.datagrams++;
    this.#discard(kind, source);
  }

  /** Runs after the system has handed over what it read, and again after each reading while anything waits. */
  readonly #drain = (): void => {
    const endMs = this.#clock.monotonic() + SLICE_MS;
    let nowMs = endMs - SLICE_MS;
    try {
      for (let waiting = this.#inbox.take(); waiting; waiting = this.#inbox.take()) {
        this.#serve(waiting, nowMs);
        nowMs = this.#clock.monotonic();
        if (nowMs >= endMs) break;
      }
    } finally {
      this.#flush();
      this.#isDraining = this.#inbox.waiting > 0;
      if (this.#isDraining) setImmediate(this.#drain);
    }
  };

  #serve({ lane, bytes, source, arrivedMs }: WaitingDatagram<D>, nowMs: number): void {
    const { client } = lane;
    if (this.#isClosing) return this.#discard('closing', source, client);
    if (nowMs - arrivedMs > this.#maxWaitMs) return this.#discard('backlog-overdue', source, client);
    const decoded = adoptPacket(bytes);
    if (!decoded.ok) return this.#discard('malformed', source, client, decoded.fault);
    const { packet } = decoded;
    const slot = (this.#role.requests as readonly number[]).indexOf(packet.code);
    if (slot < 0) return this.#discard('unexpected-code', source, client);
    const fault = findAuthenticityFault(packet, client);
    if (fault) return this.#discard(fault, source, client);
    if (packet.code === Code.StatusServer) return this.#answerStatus(packet, client, source);

    this.#sweep(nowMs);
    // Two codes at most share a socket, so that port, identifier and code make a small integer.
    const key = (source.port << 9) | (packet.identifier << 1) | slot;
    const earlier = this.#cache.recall(source.address, key, packet);
    if (earlier) return this.#repeat(earlier, source);
    const shortage = this.#share.admit(lane);
    if (shortage) return this.#discard(shortage, source, client);
    const request = new RequestInWork({
      packet,
      source,
      receivedAtMs: this.#clock.now(),
      hasMessageAuthenticator: hasMessageAuthenticator(packet),
      lane,
      key,
      arrivedMs,
    });
    this.#cache.add(request);
    this.counters.requests++;
    this.#handle(request);
  }

  #handle(request: RequestInWork<D>): void {
    let outcome: RadiusReply | Promise<RadiusReply>;
    try {
      outcome = this.#options.handle(request);
    } catch (error) {
      return this.#release(request, 'handler-failed', error);
    }
    if (outcome === undefined || outcome instanceof PacketBuilder) this.#answer(request, outcome);
    else void this.#answerLater(request, outcome);
  }

  async #answerLater(request: RequestInWork<D>, promise: Promise<RadiusReply>): Promise<void> {
    let reply: RadiusReply;
    try {
      reply = await promise;
    } catch (error) {
      return this.#release(request, 'handler-failed', error);
    }
    this.#answer(request, reply);
  }

  #answer(request: RequestInWork<D>, reply: RadiusReply): void {
    if (request.state === 'superseded') return this.#release(request, 'superseded');
    if (request.state !== 'pending') return;
    if (!reply) return this.#release(request, 'unanswered');
    const { packet, client, source } = request;
    let bytes: Buffer;
    try {
      bytes = encodeReply(reply, packet, client, request.hasMessageAuthenticator);
    } catch (error) {
      return this.#release(request, 'handler-failed', error);
    }
    const nowMs = this.#clock.monotonic();
    this.#cache.answer(request, bytes, nowMs);
    this.#share.release(request.lane);
    this.counters.replies++;
    this.#send(bytes, source);
    const elapsedMs = nowMs - request.arrivedMs;
    this.#options.onAnswered?.({ client, code: packet.code, replyCode: reply.code, elapsedMs });
    this.#noticeIdle();
  }

  /** Ends a request without a reply: its place is free again and a retransmission is a new request. */
  #release(request: RequestInWork<D>, kind: DiscardKind, cause?: unknown): void {
    if (request.state === 'gone') return;
    this.#cache.release(request);
    this.#share.release(request.lane);
    this.#discard(kind, request.source, request.client, cause);
    this.#noticeIdle();
  }

  /** RFC 5080 §2.2.2: the same bytes if there are any; while in work, the answer under way serves both. */
  #repeat(reply: Buffer | 'in-work', source: DatagramSource): void {
    if (reply === 'in-work') {
      this.counters.duplicatesIgnored++;
      this.#carrier.leaveUnanswered(undefined, source, undefined);
    } else {
      this.counters.duplicatesAnswered++;
      this.#send(reply, source);
    }
  }

  /** Beside cache and handler, so that a busy server is not taken for a dead one. */
  #answerStatus(packet: Packet, client: KnownClient<D>, source: DatagramSource): void {
    const code = this.#role.statusReply;
    const isServing = this.#options.isServing?.() ?? true;
    if (code === undefined || !isServing) return this.#discard('unanswered', source, client);
    this.counters.statusReplies++;
    this.#send(encodeReply(new PacketBuilder(code), packet, client, true), source);
  }

  #send(bytes: Buffer, source: DatagramSource): void {
    this.#outbox.push({ bytes, source });
    if (!this.#isDraining) this.#flush();
  }

  /**
   * The replies of a slice leave one right after the other: a sender that wakes a sleeping receiver pays for it,
   * several times what sending costs, and the first of them wakes it for all.
   */
  #flush(): void {
    for (const { bytes, source } of this.#outbox) this.#carrier.send(bytes, source);
    this.#outbox.length = 0;
  }

  #sweep(nowMs: number): void {
    this.#cache.sweep(nowMs);
    const overdue = this.#cache.overdue(nowMs);
    if (overdue) this.#release(overdue, 'abandoned');
  }

  #discard(kind: DiscardKind, source: DatagramSource, client?: KnownClient<D>, cause?: unknown): void {
    this.counters.discards[kind]++;
    this.#options.onDiscard?.({ kind, source, client, cause });
    this.#carrier.leaveUnanswered(kind, source, cause);
  }

  #noticeIdle(): void {
    if (this.#onIdle && this.#cache.pending === 0) this.#onIdle();
  }

  #becomeIdle(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/**
 * Replies to Access-Request carry Message-Authenticator always and first, also when the request had none
 * (CVE-2024-3596); other replies are protected by their authenticator and carry it if the request did.
 */
function encodeReply(
  reply: PacketBuilder,
  request: Packet,
  { secret }: KnownClient<unknown>,
  isRequestSigned: boolean,
): Buffer {
  if (!mayAnswer(reply.code, request.code)) {
    throw new RangeError(`${codeName(reply.code)} does not answer ${codeName(request.code)}`);
  }
  const messageAuthenticator = isRequestSigned || request.code === Code.AccessRequest;
  return reply.encodeReply({ request, secret, messageAuthenticator });
}
