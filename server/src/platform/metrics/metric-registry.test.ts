import { expect, test } from 'vitest';
import { LatencyHistogram, MetricRegistry } from './index.ts';

test('a label value escapes what would end it', async () => {
  const metrics = new MetricRegistry();
  const nas = 'a "b" \\ c\nd';
  metrics.gauge('trunkline_test', 'For this test.', () => [{ labels: { nas }, value: 1 }]);
  expect(await metrics.text()).toContain('trunkline_test{nas="a \\"b\\" \\\\ c\\nd"} 1\n');
});

test('a histogram counts what is at most the bound, in seconds, and everything in the last bucket', async () => {
  const histogram = new LatencyHistogram();
  for (const elapsedMs of [0, 0.1, 0.11, 5_000, 60_000]) histogram.observe(elapsedMs);
  const metrics = new MetricRegistry();
  metrics.histogram('trunkline_test_seconds', 'For this test.', () => [
    { labels: { service: 'auth' }, histogram },
  ]);
  const lines = (await metrics.text()).split('\n');
  const bucket = (le: string): string | undefined =>
    lines
      .find((line) => line.startsWith(`trunkline_test_seconds_bucket{service="auth",le="${le}"}`))
      ?.split(' ')[1];
  expect([bucket('0.0001'), bucket('0.0002'), bucket('2'), bucket('5'), bucket('+Inf')]).toEqual([
    '2',
    '3',
    '3',
    '4',
    '5',
  ]);
  expect(lines).toContain('trunkline_test_seconds_count{service="auth"} 5');
  expect(lines).toContain('trunkline_test_seconds_sum{service="auth"} 65.00021');
});

test('a reading that fails leaves out its family alone and is counted', async () => {
  const metrics = new MetricRegistry();
  metrics.gauge('trunkline_broken', 'For this test.', () => {
    throw new Error('unreadable');
  });
  metrics.gauge('trunkline_sound', 'For this test.', () => 7);
  await metrics.text();
  const text = await metrics.text();
  expect(text).toContain('trunkline_sound 7\n');
  expect(text).not.toMatch(/^trunkline_broken/m);
  expect(text).toMatch(/^trunkline_metric_reading_failures_total [12]$/m);
});

test('what cannot be told now has no sample', async () => {
  const metrics = new MetricRegistry();
  metrics.gauge('trunkline_unknown', 'For this test.', () => undefined);
  expect(await metrics.text()).not.toMatch(/^trunkline_unknown/m);
});
