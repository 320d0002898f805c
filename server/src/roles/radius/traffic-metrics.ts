import { Code, codeName, DISCARD_KINDS, type DiscardKind } from '@trunkline/radius';
import type { Snapshot } from '../../modules/aaa/index.ts';
import type { MetricRegistry, Sample } from '../../platform/metrics/index.ts';
import type { RadiusListeners } from './open-listeners.ts';
import type { ListenerStats } from './radius-listener.ts';
import { replyCodes, type NasTraffic, type Service, type TrafficCounters } from './traffic-counters.ts';

interface TrafficParts {
  readonly listeners: RadiusListeners;
  readonly traffic: TrafficCounters;
  readonly snapshots: { readonly snapshot: Snapshot };
}

const services: readonly Service[] = ['auth', 'acct'];
/** Made once: a name is put together by search, and a scrape needs thousands. */
const codeNames = Array.from({ length: replyCodes }, (_, code) => codeName(code));
/** Shown from the start, so that a rate of zero is seen as such; other codes once they were sent. */
const usualReplies: Record<Service, readonly number[]> = {
  auth: [Code.AccessAccept, Code.AccessReject],
  acct: [Code.AccountingResponse],
};
/** Of a request that was taken in hand; the others were dropped before. */
const decidedKinds: ReadonlySet<DiscardKind> = new Set([
  'handler-failed',
  'unanswered',
  'superseded',
  'abandoned',
]);

/** Registers what comes in and goes out on the two ports, as a whole and by NAS. */
export function addTrafficMetrics(metrics: MetricRegistry, parts: TrafficParts): void {
  addSocketMetrics(metrics, parts);
  const { traffic } = parts;
  metrics.counter('trunkline_radius_replies_total', 'First replies, by code.', () =>
    services.flatMap((service) => {
      const { replies } = traffic.service(service);
      return [...replies].flatMap((value, code) =>
        value > 0 || usualReplies[service].includes(code)
          ? [{ labels: { service, code: codeNames[code]! }, value }]
          : [],
      );
    }),
  );
  metrics.histogram(
    'trunkline_radius_answer_seconds',
    'From the arrival of a request to the reply; of accounting with the sync to disk.',
    () => services.map((service) => ({ labels: { service }, histogram: traffic.service(service).latency })),
  );
  const nasCounter = (
    name: string,
    help: string,
    read: (traffic: NasTraffic, labels: Record<string, string>) => Sample[],
  ): void => metrics.counter(name, help, () => byNas(parts).flatMap(([labels, one]) => read(one, labels)));
  nasCounter(
    'trunkline_radius_nas_requests_total',
    'Requests of a NAS that were taken in hand, without repetitions.',
    (one, labels) => [{ labels, value: requestsOf(one) }],
  );
  nasCounter('trunkline_radius_nas_replies_total', 'Replies to a NAS, by code.', (one, labels) =>
    replySamples(one.replies, labels),
  );
  nasCounter(
    'trunkline_radius_nas_discards_total',
    'Packets from the address of a NAS that got no answer, by kind.',
    (one, labels) =>
      DISCARD_KINDS.flatMap((kind, place) => sampleAboveZero({ ...labels, kind }, one.discards[place]!)),
  );
}

type ReadStats = (stats: ListenerStats, labels: { service: Service | 'radsec' }) => Sample[];

/** The same of every listener of the role. */
function readAll({ auth, acct, radsec }: RadiusListeners, read: ReadStats): Sample[] {
  return [
    ...read(auth.stats(), { service: 'auth' }),
    ...read(acct.stats(), { service: 'acct' }),
    ...(radsec ? read(radsec.stats(), { service: 'radsec' }) : []),
  ];
}

function addSocketMetrics(metrics: MetricRegistry, { listeners }: TrafficParts): void {
  const all = (read: ReadStats) => (): Sample[] => readAll(listeners, read);
  const one = (pick: (stats: ListenerStats) => number) =>
    all((stats, labels) => [{ labels: { ...labels }, value: pick(stats) }]);
  const { counter, gauge } = { counter: metrics.counter.bind(metrics), gauge: metrics.gauge.bind(metrics) };
  counter(
    'trunkline_radius_datagrams_total',
    'Everything that arrived.',
    one((stats) => stats.datagrams),
  );
  counter(
    'trunkline_radius_requests_total',
    'Authentic requests, without repetitions.',
    one((stats) => stats.requests),
  );
  counter(
    'trunkline_radius_duplicates_total',
    'Repetitions by a NAS: answered with the reply of before, or ignored while that is still in work.',
    all((stats, labels) => [
      { labels: { ...labels, outcome: 'answered' }, value: stats.duplicatesAnswered },
      { labels: { ...labels, outcome: 'ignored' }, value: stats.duplicatesIgnored },
    ]),
  );
  counter(
    'trunkline_radius_discards_total',
    'Packets that got no answer, by kind; queue-full and client-share-full are load that was shed.',
    all((stats, labels) =>
      Object.entries(stats.discards).map(([kind, value]) => ({ labels: { ...labels, kind }, value })),
    ),
  );
  counter(
    'trunkline_radius_status_replies_total',
    'Answers to Status-Server, with which a NAS asks whether we live.',
    one((stats) => stats.statusReplies),
  );
  counter(
    'trunkline_radius_send_failures_total',
    'Replies that the system refused to send.',
    one((stats) => stats.sendFailures),
  );
  counter(
    'trunkline_radius_socket_errors_total',
    'Errors of a socket.',
    one((stats) => stats.socketErrors),
  );
  gauge(
    'trunkline_radius_pending_requests',
    'Requests in work now.',
    one((stats) => stats.pending),
  );
  gauge(
    'trunkline_radius_kept_replies',
    'Replies kept for repetitions of their request.',
    one((stats) => stats.repliesKept),
  );
}

function byNas({ traffic, snapshots }: TrafficParts): [Record<string, string>, NasTraffic][] {
  const apart = traffic
    .byNas(snapshots.snapshot.allNas())
    .map(({ nas, traffic: one }): [Record<string, string>, NasTraffic] => [
      { tenant: nas.tenant.id, nas: nas.name },
      one,
    ]);
  // No tenant has an empty id, so that a NAS may be called "other" as well.
  return requestsOf(traffic.other) > 0 ? [...apart, [{ tenant: '', nas: 'other' }, traffic.other]] : apart;
}

function requestsOf({ replies, discards }: NasTraffic): number {
  const answered = replies.reduce((sum, count) => sum + count, 0);
  return DISCARD_KINDS.reduce(
    (sum, kind, place) => (decidedKinds.has(kind) ? sum + discards[place]! : sum),
    answered,
  );
}

function replySamples(replies: Float64Array, labels: Record<string, string>): Sample[] {
  const samples: Sample[] = [];
  replies.forEach((value, code) => {
    if (value > 0) samples.push({ labels: { ...labels, code: codeNames[code]! }, value });
  });
  return samples;
}

/** Of the many kinds only those that happened: most never do. */
function sampleAboveZero(labels: Record<string, string>, value: number): Sample[] {
  return value > 0 ? [{ labels, value }] : [];
}
