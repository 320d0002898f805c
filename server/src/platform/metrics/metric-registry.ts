import { setImmediate } from 'node:timers/promises';
import { Registry, type Metric } from 'prom-client';
import type { LatencyHistogram } from './latency-histogram.ts';

/** One line of a family: a number under these labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a family shows now. Undefined: nothing can be said, and the family has no sample. */
export type Reading = number | undefined | Iterable<Sample>;

export interface LabelledHistogram {
  readonly labels: Readonly<Record<string, string>>;
  readonly histogram: LatencyHistogram;
}

interface Value {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  readonly metricName?: string;
}

type MetricType = 'counter' | 'gauge' | 'histogram';

/**
 * The metrics of one process. Values are read when somebody asks, from counters that the parts keep anyway,
 * so that counting costs the work nothing. Names follow Prometheus: base units, counters end in `_total`.
 */
export class MetricRegistry {
  readonly #registry = new Registry();
  #failedReadings = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor() {
    this.counter(
      'trunkline_metric_reading_failures_total',
      'Families left out because reading them failed; not zero is a fault of the program.',
      () => this.#failedReadings,
    );
  }

  /** A count since the start of the process. */
  counter(name: string, help: string, read: () => Reading | Promise<Reading>): void {
    this.#add({ name, help, type: 'counter' }, async () => toValues(await read()));
  }

  /** A value of now. */
  gauge(name: string, help: string, read: () => Reading | Promise<Reading>): void {
    this.#add({ name, help, type: 'gauge' }, async () => toValues(await read()));
  }

  /** Durations in seconds, by bucket. */
  histogram(name: string, help: string, read: () => Iterable<LabelledHistogram>): void {
    this.#add({ name, help, type: 'histogram' }, async () =>
      [...read()].flatMap(({ labels, histogram }) => histogramValues(name, labels, histogram)),
    );
  }

  /**
   * All of them in the text format of Prometheus, version 0.0.4. One family in each turn of the loop, so that packets are
   * answered between them.
   */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  #add(family: { name: string; help: string; type: MetricType }, read: () => Promise<Value[]>): void {
    const get = async (): Promise<typeof family & { values: Value[]; aggregator: 'sum' }> => {
      this.#turn = this.#turn.then(() => setImmediate());
      await this.#turn;
      try {
        return { ...family, values: await read(), aggregator: 'sum' };
      } catch {
        // One broken reading must not hide the others; the count of failures shows it.
        this.#failedReadings++;
        return { ...family, values: [], aggregator: 'sum' };
      }
    };
    // The library's own classes hash the labels of every sample; all that the registry needs of one is this.
    this.#registry.registerMetric({ name: family.name, get } as unknown as Metric);
  }
}

/** Counts by name as samples under one label. */
export function labelled(label: string, counts: Readonly<Record<string, number>>): Sample[] {
  return Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));
}

function toValues(reading: Reading): Value[] {
  if (reading === undefined) return [];
  return typeof reading === 'number' ? [{ labels: {}, value: reading }] : [...reading];
}

function histogramValues(
  name: string,
  labels: Readonly<Record<string, string>>,
  histogram: LatencyHistogram,
): Value[] {
  const { bounds, counts, sum } = histogram.read();
  const values: Value[] = [];
  let below = 0;
  bounds.forEach((le, place) => {
    below += counts[place]!;
    values.push({ metricName: `${name}_bucket`, labels: { ...labels, le }, value: below });
  });
  const count = below + counts[bounds.length]!;
  values.push({ metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: count });
  values.push({ metricName: `${name}_sum`, labels, value: sum });
  values.push({ metricName: `${name}_count`, labels, value: count });
  return values;
}
