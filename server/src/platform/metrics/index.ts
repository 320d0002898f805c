export {
  labelled,
  MetricRegistry,
  type LabelledHistogram,
  type Reading,
  type Sample,
} from './metric-registry.ts';
export { LatencyHistogram } from './latency-histogram.ts';
export { addProcessMetrics } from './process-metrics.ts';
export { addDatabaseMetrics } from './database-metrics.ts';
