import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, type Clock } from '@trunkline/kit';
import { ByteArena } from './byte-arena.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import type { PreparedLoad } from './prepare-load.ts';
import { RequestLane, type Retries } from './request-lane.ts';

export interface RunOptions {
  readonly load: PreparedLoad;
  readonly endpoint: { readonly address: string; readonly port: number };
  /** Requests that wait for their reply at any time, up to 1,024; a reply is followed by the next request at once. */
  readonly outstanding: number;
  /** Nothing new is sent after so long; those still waiting are awaited. Without it the prepared requests are the end. */
  readonly maxMs?: number;
  /** So many a second, evenly, instead of as many as can be; still no more than `outstanding` wait. */
  readonly perSecond?: number;
  readonly localAddress?: string;
  readonly clock?: Clock;
  readonly retries?: Retries;
  /** Called when the last reply is in, before replies are verified: the moment to read what the load has cost. */
  readonly onEnd?: () => void;
}

export interface Latency {
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface LoadReport {
  /** Requests answered by the expected reply: Access-Accept (with the right proof) or Accounting-Response. */
  readonly succeeded: number;
  /** Authentic replies that say no, or whose MS-CHAPv2 proof is wrong. */
  readonly refused: number;
  readonly unanswered: number;
  /** From the first request to the last reply. */
  readonly durationMs: number;
  readonly perSecond: number;
  readonly latencyMs: Latency;
  readonly retransmissions: number;
  /** Datagrams that were no true reply. */
  readonly ignored: number;
  /** Of authentic replies, mean. */
  readonly replyBytes: number;
}

const RETRIES: Retries = { afterMs: 1_000, maxAttempts: 5 };
const RETRY_EVERY_MS = 50;
/** With 64 outstanding an identifier comes round again after two thousand requests. */
const LANES = 8;
const IDENTIFIERS = 256;

/**
 * Closed-loop load of requests prepared beforehand. Replies are matched and kept while the clock runs, and all
 * of them verified after it has stopped, so that the generator's own cryptography does not limit what it finds.
 */
export async function runLoad(options: RunOptions): Promise<LoadReport> {
  const run = new LoadRun(options);
  return run.report();
}

class LoadRun {
  readonly #options: RunOptions;
  readonly #clock: Clock;
  readonly #latency = new LatencyHistogram();
  readonly #replies = new ByteArena();
  /** Of each kept reply, the request that it came for. */
  readonly #answered: number[] = [];
  readonly #lanes: RequestLane[] = [];
  /** Requests whose identifier was still waiting for a lost reply when their turn came. */
  #postponed: number[] = [];
  #next = 0;
  #waiting = 0;
  #unanswered = 0;
  #endMs = Infinity;
  #startedMs = 0;
  #lastReplyMs = 0;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  async report(): Promise<LoadReport> {
    const { maxMs = Infinity, perSecond, retries = RETRIES } = this.#options;
    for (let lane = 0; lane < LANES; lane++) this.#lanes.push(await this.#openLane());
    this.#startedMs = this.#clock.monotonic();
    this.#endMs = this.#startedMs + maxMs;
    this.#lastReplyMs = this.#startedMs;
    const pace = perSecond === undefined ? undefined : setInterval(() => this.#sendDue(), 1);
    this.#sendDue();
    while (this.#waiting > 0 || !this.#isAllSent()) {
      await sleep(RETRY_EVERY_MS);
      for (const lane of this.#lanes) lane.retry(retries);
    }
    clearInterval(pace);
    this.#options.onEnd?.();
    const durationMs = this.#lastReplyMs - this.#startedMs;
    const retransmissions = this.#lanes.reduce((sum, lane) => sum + lane.retransmissions, 0);
    const strays = this.#lanes.reduce((sum, lane) => sum + lane.strays, 0);
    await Promise.all(this.#lanes.map((lane) => lane.close()));
    const { succeeded, refused, forged, replyBytes } = this.#verify();
    return {
      succeeded,
      refused,
      unanswered: this.#unanswered,
      durationMs,
      perSecond: durationMs > 0 ? (succeeded * 1000) / durationMs : 0,
      latencyMs: latencyOf(this.#latency),
      retransmissions,
      ignored: strays + forged,
      replyBytes,
    };
  }

  #openLane(): Promise<RequestLane> {
    const { endpoint, localAddress = '127.0.0.1' } = this.#options;
    return RequestLane.open({
      ...endpoint,
      localAddress,
      clock: this.#clock,
      onReply: (request, datagram, latencyMs) => {
        this.#latency.record(latencyMs);
        this.#answered.push(request);
        this.#replies.append(datagram);
        this.#lastReplyMs = this.#clock.monotonic();
        this.#waiting--;
        this.#sendDue();
      },
      onSilence: () => {
        this.#unanswered++;
        this.#waiting--;
        this.#sendDue();
      },
    });
  }

  #isAllSent(): boolean {
    if (this.#clock.monotonic() >= this.#endMs) return true;
    return this.#next >= this.#options.load.count && this.#postponed.length === 0;
  }

  #sendDue(): void {
    const { outstanding, perSecond = Infinity } = this.#options;
    const nowMs = this.#clock.monotonic();
    if (nowMs >= this.#endMs) return;
    const due = 1 + (perSecond === Infinity ? Infinity : ((nowMs - this.#startedMs) * perSecond) / 1000);
    while (this.#waiting < outstanding && this.#next < due && this.#sendNext());
  }

  /** False when nothing can be sent now. */
  #sendNext(): boolean {
    while (this.#next < this.#options.load.count) {
      const request = this.#next++;
      if (this.#send(request)) return true;
      this.#postponed.push(request);
    }
    const free = this.#postponed.findIndex((request) => this.#laneOf(request).isFree(request % IDENTIFIERS));
    return free >= 0 && this.#send(this.#postponed.splice(free, 1)[0]!);
  }

  #send(request: number): boolean {
    const lane = this.#laneOf(request);
    if (!lane.isFree(request % IDENTIFIERS)) return false;
    this.#waiting++;
    lane.send(request, this.#options.load.request(request));
    return true;
  }

  #laneOf(request: number): RequestLane {
    return this.#lanes[Math.floor(request / IDENTIFIERS) % LANES]!;
  }

  #verify(): { succeeded: number; refused: number; forged: number; replyBytes: number } {
    const tally = { succeeded: 0, refused: 0, forged: 0 };
    let bytes = 0;
    for (let number = 0; number < this.#replies.count; number++) {
      const reply = this.#replies.at(number);
      tally[this.#options.load.verify(this.#answered[number]!, reply)]++;
      bytes += reply.length;
    }
    return { ...tally, replyBytes: this.#replies.count === 0 ? 0 : Math.round(bytes / this.#replies.count) };
  }
}

export function latencyOf(histogram: LatencyHistogram): Latency {
  return {
    p50: histogram.percentileMs(50),
    p90: histogram.percentileMs(90),
    p95: histogram.percentileMs(95),
    p99: histogram.percentileMs(99),
    max: histogram.maxMs,
  };
}
