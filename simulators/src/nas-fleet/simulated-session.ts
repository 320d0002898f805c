import type { SeededRandom } from '@trunkline/kit';
import type { Rates } from '../routeros/rate-limit.ts';
import type { RouterSession, Volume } from '../routeros/router-session.ts';
import type { RouterState } from '../routeros/router-state.ts';
import type { RouterPlan, SubscriberPlan } from './fleet-plan.ts';
import { NO_COUNTERS, type SessionCounters, type SessionEnd, type SessionTruth } from './session-truth.ts';

export type RecordKind = 'start' | 'interim' | 'stop';

export interface SessionBeginning {
  readonly router: RouterPlan;
  readonly subscriber: SubscriberPlan;
  readonly boot: number;
  readonly acctSessionId: string;
  readonly framedIpAddress: string;
  /** Every Class of the Accept, to be sent back. */
  readonly classes: readonly Buffer[];
  readonly rateLimit: string | undefined;
  readonly addressList: string | undefined;
  /** Wall clock. */
  readonly startedAtMs: number;
  /** Simulated. */
  readonly startedAtSeconds: number;
}

/** What the router ends a session at. */
export interface SessionLimits {
  /** Simulated, from its start. */
  readonly seconds: number;
  /** Of both directions. */
  readonly bytes: bigint | undefined;
}

/** What a session needs of the fleet it belongs to. */
export interface SessionSurroundings {
  readonly random: SeededRandom;
  /** Of its router: the queues its traffic passes. */
  readonly state: RouterState;
  /** Simulated. */
  readonly nowSeconds: () => number;
  /** What the subscriber's mean rates are multiplied by now. */
  readonly traffic: () => number;
}

/** One session as the router has it, and the books on what the server was told of it. */
export class SimulatedSession implements RouterSession {
  readonly beginning: SessionBeginning;
  rateLimit: string | undefined;
  /** Told when `limits` are others. */
  onLimits: () => void = () => {};
  #limits: SessionLimits = { seconds: Infinity, bytes: undefined };
  readonly #surroundings: SessionSurroundings;
  #counters = NO_COUNTERS;
  #end: SessionEnd | undefined;
  #endedAtMs: number | undefined;
  #sent = NO_COUNTERS;
  #acknowledged = NO_COUNTERS;
  readonly #acknowledgedKinds = new Set<RecordKind>();

  constructor(beginning: SessionBeginning, surroundings: SessionSurroundings) {
    this.beginning = beginning;
    this.rateLimit = beginning.rateLimit;
    this.#surroundings = surroundings;
  }

  get service(): 'pppoe' {
    return 'pppoe';
  }

  get userName(): string {
    return this.beginning.subscriber.userName;
  }

  get callerId(): string {
    return this.beginning.subscriber.macAddress;
  }

  get address(): string {
    return this.beginning.framedIpAddress;
  }

  get sessionId(): string {
    return this.beginning.acctSessionId;
  }

  get addressList(): string | undefined {
    return this.beginning.addressList;
  }

  /** Of one host behind no further router. */
  readonly seenTtls: readonly number[] = [64];
  readonly connections = 20;

  get markShares(): Readonly<Record<string, number>> {
    return this.beginning.subscriber.markShares ?? {};
  }

  get uptimeSeconds(): number {
    return this.#surroundings.nowSeconds() - this.beginning.startedAtSeconds;
  }

  get volume(): Volume {
    return this.#counters;
  }

  get demand(): Rates {
    const { uploadBps, downloadBps } = this.beginning.subscriber;
    const traffic = this.#surroundings.traffic();
    return { uploadBps: uploadBps * traffic, downloadBps: downloadBps * traffic };
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  get limits(): SessionLimits {
    return this.#limits;
  }

  set limits(limits: SessionLimits) {
    this.#limits = limits;
    this.onLimits();
  }

  get isUsedUp(): boolean {
    const { uploadBytes, downloadBytes } = this.measure();
    return this.#limits.bytes !== undefined && uploadBytes + downloadBytes >= this.#limits.bytes;
  }

  /**
   * Lets the counters grow up to now, in whole seconds: at up to twice the subscriber's mean rates, as far as the
   * router's queues let it pass.
   */
  measure(): SessionCounters {
    const seconds = Math.floor(this.uptimeSeconds);
    const passed = seconds - this.#counters.seconds;
    if (passed <= 0 || !this.isOpen) return this.#counters;
    const { uploadBps, downloadBps } = this.demand;
    const demand = { upload: this.#wanted(uploadBps, passed), download: this.#wanted(downloadBps, passed) };
    const { uploadBytes, downloadBytes } = this.#surroundings.state.shape(this, demand, passed);
    this.#counters = {
      uploadBytes: this.#counters.uploadBytes + uploadBytes,
      downloadBytes: this.#counters.downloadBytes + downloadBytes,
      seconds,
    };
    return this.#counters;
  }

  settle(): void {
    this.measure();
  }

  close(end: SessionEnd, nowMs: number): void {
    this.#end = end;
    this.#endedAtMs = nowMs;
  }

  noteSent(counters: SessionCounters): void {
    this.#sent = higher(this.#sent, counters);
  }

  noteAcknowledged(kind: RecordKind, counters: SessionCounters): void {
    this.#acknowledgedKinds.add(kind);
    this.#acknowledged = higher(this.#acknowledged, counters);
  }

  truth(): SessionTruth {
    const { router, subscriber, boot, acctSessionId, framedIpAddress, classes, startedAtMs } = this.beginning;
    return {
      router: router.index,
      nasAddress: router.address,
      nasIdentifier: router.name,
      boot,
      acctSessionId,
      subscriber: subscriber.index,
      userName: subscriber.userName,
      framedIpAddress,
      classes: classes.map((value) => value.toString('hex')),
      startedAtMs,
      end: this.#end,
      endedAtMs: this.#endedAtMs,
      sent: this.#sent,
      acknowledged: this.#acknowledged,
      isStartAcknowledged: this.#acknowledgedKinds.has('start'),
      isStopAcknowledged: this.#acknowledgedKinds.has('stop'),
      isCertain: this.#acknowledgedKinds.size > 0 && isEqual(this.#sent, this.#acknowledged),
      rateLimit: this.rateLimit,
      effectiveRates: this.isOpen ? this.#surroundings.state.effectiveRates(this) : undefined,
    };
  }

  #wanted(bps: number, seconds: number): number {
    return (bps / 8) * seconds * 2 * this.#surroundings.random.real();
  }
}

function higher(a: SessionCounters, b: SessionCounters): SessionCounters {
  return {
    uploadBytes: a.uploadBytes > b.uploadBytes ? a.uploadBytes : b.uploadBytes,
    downloadBytes: a.downloadBytes > b.downloadBytes ? a.downloadBytes : b.downloadBytes,
    seconds: Math.max(a.seconds, b.seconds),
  };
}

function isEqual(a: SessionCounters, b: SessionCounters): boolean {
  return a.uploadBytes === b.uploadBytes && a.downloadBytes === b.downloadBytes && a.seconds === b.seconds;
}
