import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import {
  addDatabaseMetrics,
  LatencyHistogram,
  type MetricRegistry,
  type Sample,
} from '../../platform/metrics/index.ts';

interface RouteCount {
  readonly labels: Readonly<Record<string, string>>;
  count: number;
}

/** Counts answers by route template, method and class of status. To be made before the server is ready. */
export class HttpCounters {
  readonly #counts = new Map<string, RouteCount>();
  readonly #latencies = new Map<string, { labels: Record<string, string>; histogram: LatencyHistogram }>();

  constructor(app: FastifyInstance) {
    app.addHook('onResponse', async (request, reply) => {
      // A stream's end says when a page was left, not how long an answer took.
      if (request.routeOptions.config.route?.listen) return;
      // The template, never the path: that holds ids. What no route knows is one series.
      const route = request.routeOptions.url ?? 'none';
      this.#count({ method: request.method, route, status: reply.statusCode, ms: reply.elapsedTime });
    });
  }

  addTo(metrics: MetricRegistry, pool: Pool): void {
    metrics.counter('trunkline_http_requests_total', 'Answers by route and class of status.', () =>
      [...this.#counts.values()].map(({ labels, count }): Sample => ({ labels, value: count })),
    );
    metrics.histogram(
      'trunkline_http_request_seconds',
      'From the head of a request to the end of its answer.',
      () => [...this.#latencies.values()],
    );
    addDatabaseMetrics(metrics, pool);
  }

  #count({ method, route, status, ms }: { method: string; route: string; status: number; ms: number }): void {
    const statusClass = `${Math.floor(status / 100)}xx`;
    const countKey = `${method} ${route} ${statusClass}`;
    const labels = { method, route };
    let counted = this.#counts.get(countKey);
    if (!counted) {
      counted = { labels: { ...labels, status: statusClass }, count: 0 };
      this.#counts.set(countKey, counted);
    }
    counted.count++;
    const routeKey = `${method} ${route}`;
    let latency = this.#latencies.get(routeKey);
    if (!latency) this.#latencies.set(routeKey, (latency = { labels, histogram: new LatencyHistogram() }));
    latency.histogram.observe(ms);
  }
}
