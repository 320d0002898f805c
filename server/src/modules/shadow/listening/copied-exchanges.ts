import type { Clock } from '@trunkline/kit';
import {
  checkMessageAuthenticator,
  Code,
  decodePacket,
  hasValidRequestAuthenticator,
  hasValidResponseAuthenticator,
  MessageAuthenticator,
  type Packet,
  type RadiusRequest,
} from '@trunkline/radius';
import type { Snapshot, SnapshotNas } from '../../aaa/index.ts';
import type { Comparisons, OurAnswer } from '../comparing/comparisons.ts';
import type { MinuteCount, ShadowNotes } from '../notes/shadow-notes.ts';

/** Requests whose answer has not been copied yet. */
const maxPending = 16_384;
const pendingMs = 10_000;
/** Exchanges whose repetitions are still known for some time. */
const maxSettled = 16_384;
/** Answers that came before their request: copies of both directions need not keep their order. */
const maxEarly = 1_024;
const earlyMs = 2_000;

export interface Place {
  readonly address: string;
  readonly port: number;
}

/** A datagram that was seen between a router and the other server. */
export interface CopiedDatagram {
  readonly source: Place;
  readonly target: Place;
  readonly payload: Buffer;
}

export interface CopiedExchangesOptions {
  readonly clock: Clock;
  readonly snapshot: Snapshot;
  readonly comparisons: Comparisons;
  readonly notes: ShadowNotes;
  /** Takes accounting as if it had come here; nobody waits for the answer. */
  readonly keepAccounting: (request: RadiusRequest<SnapshotNas>) => void;
}

/** Since the start of the process. */
export interface CopyCounters {
  datagrams: number;
  /** No RADIUS packet, or one of another kind. */
  passedOver: number;
  /** From or to no NAS of a tenant that listens. */
  foreign: number;
  /** Made with another secret than that of the NAS here. */
  wrongSecret: number;
  /** Answers whose request was not copied. */
  unmatched: number;
}

interface PendingExchange {
  readonly request: RadiusRequest<SnapshotNas>;
  readonly ours: OurAnswer | undefined;
  readonly untilMs: number;
}

/**
 * Puts copied answers to their requests: by addresses, ports and identifier, proven by the authenticator. What is lost on
 * the way is counted, and what comes in another order waits a moment for its other half.
 */
export class CopiedExchanges {
  readonly #options: CopiedExchangesOptions;
  /** In the order in which they run out. */
  readonly #pending = new Map<string, PendingExchange>();
  /** The authenticator of the request, by which a retry of the router and the same answer again are known. */
  readonly #settled = new Map<string, { authenticator: Buffer; untilMs: number }>();
  readonly #early = new Map<string, { packet: Packet; untilMs: number }>();
  readonly counters: CopyCounters = {
    datagrams: 0,
    passedOver: 0,
    foreign: 0,
    wrongSecret: 0,
    unmatched: 0,
  };

  constructor(options: CopiedExchangesOptions) {
    this.#options = options;
  }

  take({ source, target, payload }: CopiedDatagram): void {
    this.counters.datagrams++;
    this.#sweep();
    const decoded = decodePacket(payload);
    if (!decoded.ok) return void this.counters.passedOver++;
    const { packet } = decoded;
    if (packet.code === Code.AccessRequest) return this.#takeLogin(packet, source, target);
    if (packet.code === Code.AccountingRequest) return this.#takeAccounting(packet, source);
    if (answers.has(packet.code)) return this.#takeAnswer(packet, source, target);
    this.counters.passedOver++;
  }

  #takeLogin(packet: Packet, source: Place, target: Place): void {
    const request = this.#requestOf(packet, source);
    if (!request) return;
    if (checkMessageAuthenticator(packet, request.client.secret) === 'invalid')
      return void this.counters.wrongSecret++;
    const key = keyOf(source, target, packet.identifier);
    const earlier = this.#pending.get(key);
    // A router's retry.
    const known = earlier?.request.packet.authenticator ?? this.#settled.get(key)?.authenticator;
    if (known?.equals(packet.authenticator)) return;
    this.#settled.delete(key);
    if (earlier) this.#giveUp(key, earlier, 'unanswered');
    const [oldest] = this.#pending;
    if (oldest && this.#pending.size >= maxPending) this.#giveUp(...oldest, 'notCompared');
    const { comparisons, clock } = this.#options;
    const ours = comparisons.judge(request);
    this.#pending.set(key, { request, ours, untilMs: clock.monotonic() + pendingMs });
    const early = this.#early.get(key);
    if (early && this.#settle(key, early.packet)) this.#early.delete(key);
  }

  #takeAccounting(packet: Packet, source: Place): void {
    const request = this.#requestOf(packet, source);
    if (!request) return;
    if (hasValidRequestAuthenticator(packet, request.client.secret)) this.#options.keepAccounting(request);
    else this.counters.wrongSecret++;
  }

  #takeAnswer(packet: Packet, source: Place, target: Place): void {
    const key = keyOf(target, source, packet.identifier);
    if (this.#settled.has(key) || this.#settle(key, packet)) return;
    if (this.#early.size >= maxEarly) {
      this.#early.delete(this.#early.keys().next().value!);
      this.counters.unmatched++;
    }
    this.#early.set(key, { packet, untilMs: this.#options.clock.monotonic() + earlyMs });
  }

  /** False when no request with this key is known that the answer was made for. */
  #settle(key: string, packet: Packet): boolean {
    const exchange = this.#pending.get(key);
    if (!exchange) return false;
    const { request, ours } = exchange;
    const { secret } = request.client;
    const { authenticator } = request.packet;
    if (!hasValidResponseAuthenticator(packet, authenticator, secret)) return false;
    this.#pending.delete(key);
    if (this.#settled.size >= maxSettled) this.#settled.delete(this.#settled.keys().next().value!);
    this.#settled.set(key, {
      authenticator: Buffer.from(authenticator),
      untilMs: this.#options.clock.monotonic() + pendingMs,
    });
    if (!ours || packet.code === Code.AccessChallenge) this.#count(request, 'notCompared');
    else this.#options.comparisons.add(ours, { packet, secret, requestAuthenticator: authenticator });
    return true;
  }

  #requestOf(packet: Packet, source: Place): RadiusRequest<SnapshotNas> | undefined {
    const { snapshot, clock } = this.#options;
    const nas = snapshot.findNas(source.address);
    if (nas?.tenant.shadow?.mode !== 'listener') return void this.counters.foreign++;
    return {
      packet,
      client: nas.client,
      source,
      receivedAtMs: clock.now(),
      // Of one that is wrong nothing comes: whoever takes the request looks at it first.
      hasMessageAuthenticator: packet.has(MessageAuthenticator),
    };
  }

  #giveUp(key: string, { request }: PendingExchange, what: MinuteCount): void {
    this.#pending.delete(key);
    this.#count(request, what);
  }

  #count({ client, receivedAtMs }: RadiusRequest<SnapshotNas>, what: MinuteCount): void {
    this.#options.notes.count(client.data.tenant.id, what, receivedAtMs);
  }

  #sweep(): void {
    const nowMs = this.#options.clock.monotonic();
    for (const [key, exchange] of this.#pending) {
      if (exchange.untilMs > nowMs) break;
      this.#giveUp(key, exchange, 'unanswered');
    }
    for (const [key, { untilMs }] of this.#settled) {
      if (untilMs > nowMs) break;
      this.#settled.delete(key);
    }
    for (const [key, { untilMs }] of this.#early) {
      if (untilMs > nowMs) break;
      this.#early.delete(key);
      if (this.#pending.has(key)) this.counters.wrongSecret++;
      else this.counters.unmatched++;
    }
  }
}

const answers: ReadonlySet<number> = new Set([Code.AccessAccept, Code.AccessReject, Code.AccessChallenge]);

function keyOf(router: Place, server: Place, identifier: number): string {
  return `${router.address} ${router.port} ${server.address} ${server.port} ${identifier}`;
}
