import type { SeededRandom } from '@trunkline/kit';
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
  /** Wall clock. */
  readonly startedAtMs: number;
  /** Simulated. */
  readonly startedAtSeconds: number;
}

/** One session as the router has it, and the books on what the server was told of it. */
export class SimulatedSession {
  readonly beginning: SessionBeginning;
  rateLimit: string | undefined;
  readonly #random: SeededRandom;
  #counters = NO_COUNTERS;
  #end: SessionEnd | undefined;
  #endedAtMs: number | undefined;
  #sent = NO_COUNTERS;
  #acknowledged = NO_COUNTERS;
  readonly #acknowledgedKinds = new Set<RecordKind>();

  constructor(beginning: SessionBeginning, random: SeededRandom) {
    this.beginning = beginning;
    this.rateLimit = beginning.rateLimit;
    this.#random = random;
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  /** Lets the counters grow up to now, at up to twice the subscriber's mean rates times `traffic`. */
  measure(nowSeconds: number, traffic: number): SessionCounters {
    const seconds = Math.floor(nowSeconds - this.beginning.startedAtSeconds);
    const passed = seconds - this.#counters.seconds;
    const { uploadBps, downloadBps } = this.beginning.subscriber;
    this.#counters = {
      uploadBytes: this.#counters.uploadBytes + this.#used(uploadBps * traffic, passed),
      downloadBytes: this.#counters.downloadBytes + this.#used(downloadBps * traffic, passed),
      seconds,
    };
    return this.#counters;
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
    };
  }

  #used(bps: number, seconds: number): bigint {
    return BigInt(Math.floor((bps / 8) * seconds * 2 * this.#random.real()));
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
