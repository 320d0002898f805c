import { SeededRandom, systemClock, type Clock } from '@trunkline/kit';
import {
  AcctInputOctets,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  addPasswordProof,
  Code,
  NasIdentifier,
  PacketBuilder,
  RadiusClient,
  UserName,
  type ExchangeResult,
  type PasswordProof,
  type RadiusEndpoint,
} from '@trunkline/radius';
import { LatencyHistogram } from './latency-histogram.ts';

export type LoadKind = 'pap' | 'chap' | 'ms-chap-v1' | 'ms-chap-v2' | 'accounting';

export interface LoadOptions {
  readonly endpoint: RadiusEndpoint;
  readonly kind: LoadKind;
  /** Who logs in, in turn. For accounting each is one session that sends interim updates. */
  readonly subscribers: readonly { readonly userName: string; readonly password: string }[];
  /** Requests that wait for their reply at any time; a reply is followed by the next request at once. */
  readonly outstanding: number;
  /** The end of the run, after which those still waiting are awaited. */
  readonly requests: number;
  readonly seed: number;
  readonly localAddress?: string;
  readonly clock?: Clock;
}

export interface LoadReport {
  /** Requests answered by the expected reply: Access-Accept (with the right proof) or Accounting-Response. */
  readonly succeeded: number;
  /** Authentic replies that say no, or whose MS-CHAPv2 proof is wrong. */
  readonly refused: number;
  readonly unanswered: number;
  readonly durationMs: number;
  readonly perSecond: number;
  readonly latencyMs: {
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly max: number;
  };
  readonly retransmissions: number;
  /** Datagrams that were no true reply. */
  readonly ignored: number;
}

/**
 * Closed-loop load: keeps `outstanding` requests under way until `requests` are done, and verifies every reply.
 * One core of load at most: compare servers only while the generator has a core of its own.
 */
export async function generateLoad(options: LoadOptions): Promise<LoadReport> {
  const clock = options.clock ?? systemClock;
  const client = new RadiusClient({
    localAddress: options.localAddress ?? '127.0.0.1',
    maxSockets: Math.ceil(options.outstanding / 256),
    clock,
    random: new SeededRandom(options.seed),
  });
  const source =
    options.kind === 'accounting' ? accountingSource(options) : loginSource(options, options.kind);
  const tally = { succeeded: 0, refused: 0, unanswered: 0 };
  const latency = new LatencyHistogram();
  const startedMs = clock.monotonic();
  let next = 0;
  const worker = async () => {
    while (next < options.requests) {
      const { request, isSuccess } = source(next++);
      const result = await client.send(request, options.endpoint);
      if (result.kind === 'reply') latency.record(result.rttMs);
      tally[judge(result, isSuccess)]++;
    }
  };
  await Promise.all(Array.from({ length: options.outstanding }, worker));
  const durationMs = clock.monotonic() - startedMs;
  const { retransmissions, ignored } = client.stats();
  await client.close();
  return {
    ...tally,
    durationMs,
    perSecond: (options.requests * 1000) / durationMs,
    latencyMs: {
      p50: latency.percentileMs(50),
      p90: latency.percentileMs(90),
      p99: latency.percentileMs(99),
      max: latency.maxMs,
    },
    retransmissions,
    ignored: Object.values(ignored).reduce((sum, count) => sum + count, 0),
  };
}

interface LoadItem {
  readonly request: PacketBuilder;
  readonly isSuccess: (reply: Extract<ExchangeResult, { kind: 'reply' }>) => boolean;
}

function judge(
  result: ExchangeResult,
  isSuccess: LoadItem['isSuccess'],
): 'succeeded' | 'refused' | 'unanswered' {
  if (result.kind !== 'reply') return 'unanswered';
  return isSuccess(result) ? 'succeeded' : 'refused';
}

/** Each subscriber's proof is computed once; the authenticator, and PAP's cipher with it, is new each time. */
function loginSource(
  options: LoadOptions,
  method: Exclude<LoadKind, 'accounting'>,
): (index: number) => LoadItem {
  const random = new SeededRandom(options.seed);
  const items = options.subscribers.map((subscriber): LoadItem => {
    const request = new PacketBuilder(Code.AccessRequest);
    const proof: PasswordProof = addPasswordProof(request, { ...subscriber, method, random });
    request.add(NasIdentifier, 'load-generator');
    return {
      request,
      isSuccess: ({ packet }) => packet.code === Code.AccessAccept && proof.isAnsweredBy(packet),
    };
  });
  return (index) => items[index % items.length]!;
}

function accountingSource({ subscribers, seed }: LoadOptions): (index: number) => LoadItem {
  return (index) => {
    const subscriber = index % subscribers.length;
    const round = Math.floor(index / subscribers.length);
    const request = new PacketBuilder(Code.AccountingRequest)
      .add(
        AcctStatusType,
        round === 0 ? AcctStatusType.values.Start : AcctStatusType.values['Interim-Update'],
      )
      .add(UserName, subscribers[subscriber]!.userName)
      .add(AcctSessionId, `${seed.toString(16)}-${subscriber}`)
      .add(NasIdentifier, 'load-generator')
      .add(AcctSessionTime, round * 300)
      .add(AcctInputOctets, round * 1_000_000)
      .add(AcctOutputOctets, round * 9_000_000);
    return { request, isSuccess: isAccountingResponse };
  };
}

const isAccountingResponse: LoadItem['isSuccess'] = ({ packet }) => packet.code === Code.AccountingResponse;
