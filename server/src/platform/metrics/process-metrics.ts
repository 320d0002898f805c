import { monitorEventLoopDelay, PerformanceObserver, type PerformanceEntry } from 'node:perf_hooks';
import process from 'node:process';
import type { Clock } from '@trunkline/kit';
import type { MetricRegistry } from './metric-registry.ts';

/** The loop is asked so often whether it is on time. */
const resolutionMs = 20;
/**
 * Delays are shown of the window under way and the one before it: whoever asks, and however many ask, each
 * sees the longest pause of the last half minute at least.
 */
const windowMs = 30_000;
/** `detail.kind` of an entry about a collection (node:perf_hooks). */
const collectionKinds: Record<number, string> = {
  1: 'scavenge',
  2: 'minor',
  4: 'major',
  8: 'incremental',
  16: 'weak',
};
const nanosecondsInSecond = 1e9;

/** Registers what Node and the system know of this process: CPU, memory, pauses. */
export function addProcessMetrics(metrics: MetricRegistry, { clock }: { clock: Clock }): void {
  const startedAtS = clock.now() / 1_000 - process.uptime();
  metrics.counter('process_cpu_seconds_total', 'CPU time of the process, user and system.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  metrics.gauge('process_resident_memory_bytes', 'Memory that the process holds.', () =>
    process.memoryUsage.rss(),
  );
  metrics.gauge('process_start_time_seconds', 'When the process started, since 1970 UTC.', () => startedAtS);
  metrics.gauge(
    'nodejs_heap_size_used_bytes',
    'Memory of JavaScript objects.',
    () => process.memoryUsage().heapUsed,
  );
  addLoopMetrics(metrics);
  addCollectionMetrics(metrics);
}

interface Delays {
  maxS: number;
  p99S: number;
}

function addLoopMetrics(metrics: MetricRegistry): void {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  let previous: Delays = { maxS: 0, p99S: 0 };
  setInterval(() => {
    previous = readDelays(histogram);
    histogram.reset();
  }, windowMs).unref();
  const either = (pick: (delays: Delays) => number): number =>
    Math.max(pick(previous), pick(readDelays(histogram)));
  metrics.gauge(
    'nodejs_eventloop_delay_max_seconds',
    'Longest pause of the process within the last 30 to 60 s.',
    () => either(({ maxS }) => maxS),
  );
  metrics.gauge(
    'nodejs_eventloop_delay_p99_seconds',
    'Pause that 99 % of the looks found shorter, within the last 30 to 60 s.',
    () => either(({ p99S }) => p99S),
  );
}

/** The histogram holds intervals between looks; what is beyond the resolution is the delay. */
function readDelays(histogram: ReturnType<typeof monitorEventLoopDelay>): Delays {
  if (histogram.count === 0) return { maxS: 0, p99S: 0 };
  return { maxS: beyondResolution(histogram.max), p99S: beyondResolution(histogram.percentile(99)) };
}

function beyondResolution(nanoseconds: number): number {
  return Math.max(0, nanoseconds / nanosecondsInSecond - resolutionMs / 1_000);
}

function addCollectionMetrics(metrics: MetricRegistry): void {
  const runs = new Map<string, { count: number; seconds: number }>();
  for (const kind of Object.values(collectionKinds)) runs.set(kind, { count: 0, seconds: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { kind } = (entry as PerformanceEntry & { detail: { kind: number } }).detail;
      const run = runs.get(collectionKinds[kind] ?? '');
      if (!run) continue;
      run.count++;
      run.seconds += entry.duration / 1_000;
    }
  }).observe({ entryTypes: ['gc'] });
  const samples = (pick: (run: { count: number; seconds: number }) => number) =>
    [...runs].map(([kind, run]) => ({ labels: { kind }, value: pick(run) }));
  metrics.counter('nodejs_gc_runs_total', 'Garbage collections by kind.', () =>
    samples(({ count }) => count),
  );
  metrics.counter('nodejs_gc_seconds_total', 'Time spent in garbage collections by kind.', () =>
    samples(({ seconds }) => seconds),
  );
}
