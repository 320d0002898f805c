import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, type Clock } from '@trunkline/kit';
import type { SharedSecret } from '@trunkline/radius';
import { LatencyHistogram } from './latency-histogram.ts';
import type { LoadSubscriber } from './load-packets.ts';
import { latencyOf, type Latency } from './run-load.ts';
import { StormRouter, type StormTally } from './storm-router.ts';

export interface StormOptions {
  readonly secret: SharedSecret;
  readonly server: { readonly address: string; readonly authPort: number; readonly acctPort: number };
  /** One NAS at each, with an equal share of the subscribers. */
  readonly nasAddresses: readonly string[];
  readonly subscribers: readonly LoadSubscriber[];
  /** Subscribers of one NAS between the login and the acknowledged start, up to 256. */
  readonly outstandingPerNas: number;
  readonly seed: number;
  /** The storm ends then at the latest. */
  readonly maxMs: number;
  readonly clock?: Clock;
}

export interface StormReport {
  /** From the first login to the last acknowledged start. */
  readonly durationMs: number;
  readonly accepted: number;
  /** Authentic replies to a login that were no Access-Accept. */
  readonly refused: number;
  /** Of those accepted, whose start of accounting was acknowledged. */
  readonly started: number;
  /** Neither refused nor through: no reply to any attempt, or none yet at the end. */
  readonly left: number;
  readonly retransmissions: number;
  readonly loginMs: Latency;
  readonly startMs: Latency;
}

const RETRY_EVERY_MS = 50;

/**
 * All subscribers dial at once, as after a power cut: each logs in by PAP and, once accepted, its session's
 * start is reported with the Class of the Accept. Every reply is verified when it comes.
 */
export async function runStorm(options: StormOptions): Promise<StormReport> {
  const { clock = systemClock, maxMs, nasAddresses, secret, server, subscribers } = options;
  const tally: StormTally = {
    accepted: 0,
    refused: 0,
    started: 0,
    silent: 0,
    lastMs: 0,
    logins: new LatencyHistogram(),
    starts: new LatencyHistogram(),
  };
  const routers = await Promise.all(
    nasAddresses.map((address, number) =>
      StormRouter.open({
        address,
        server,
        secret,
        clock,
        tally,
        seed: options.seed + number,
        outstanding: options.outstandingPerNas,
        members: subscribers
          .map((subscriber, index) => ({ subscriber, index }))
          .filter(({ index }) => index % nasAddresses.length === number),
      }),
    ),
  );
  const startedMs = clock.monotonic();
  tally.lastMs = startedMs;
  for (const router of routers) router.dial();
  const isOver = (): boolean => tally.refused + tally.started + tally.silent >= subscribers.length;
  while (!isOver() && clock.monotonic() - startedMs < maxMs) {
    await sleep(RETRY_EVERY_MS);
    for (const router of routers) router.retry();
  }
  await Promise.all(routers.map((router) => router.close()));
  const { accepted, refused, started } = tally;
  return {
    durationMs: tally.lastMs - startedMs,
    accepted,
    refused,
    started,
    left: subscribers.length - refused - started,
    retransmissions: routers.reduce((sum, router) => sum + router.retransmissions, 0),
    loginMs: latencyOf(tally.logins),
    startMs: latencyOf(tally.starts),
  };
}
