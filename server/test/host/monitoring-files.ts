import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface DocumentedMetric {
  readonly type: string;
  readonly labels: ReadonlySet<string>;
  readonly help: string;
}

/** The tables of docs/operations/metrics.md. */
export function documentedMetrics(): Map<string, DocumentedMetric> {
  const rows = read('docs/operations/metrics.md').matchAll(
    /^\| `([a-z0-9_]+)` +\| (\w+) +\| ([^|]*?) *\| (.+?) *\|$/gm,
  );
  return new Map(
    [...rows].map(([, name, type, labels, help]) => [
      name!,
      { type: type!, labels: new Set(labels!.match(/[a-z_]+/g)), help: help! },
    ]),
  );
}

/** What Grafana and Prometheus ask for, each with where it stands. */
export function expressions(): { where: string; expression: string }[] {
  const dashboard = read('deploy/grafana/trunkline.json');
  const ofDashboard = [...dashboard.matchAll(/"expr": ("(?:[^"\\]|\\.)*")/g)].map(([, text]) => ({
    where: 'trunkline.json',
    expression: JSON.parse(text!) as string,
  }));
  return [...ofDashboard, ...alerts().map(({ name, expression }) => ({ where: name, expression }))];
}

export interface Alert {
  readonly name: string;
  readonly expression: string;
  readonly runbook: string;
}

/** The rules of alerts.yml, which holds each of these on a line of its own. */
export function alerts(): Alert[] {
  return read('deploy/prometheus/alerts.yml')
    .split(/^ +- alert: /m)
    .slice(1)
    .map((rule) => ({
      name: rule.split('\n')[0]!,
      expression: valueOf(rule, 'expr').replaceAll("''", "'"),
      runbook: valueOf(rule, 'runbook'),
    }));
}

/** Names of metrics and labels in an expression of PromQL; `$…` is Grafana's own. */
export function namesIn(expression: string): { metrics: Set<string>; labels: Set<string> } {
  const plain = expression.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""').replaceAll(/\[[^\]]*\]/g, '');
  const labels = [
    ...[...plain.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside]) => inside!.match(/[a-z_]+(?= *[=!])/g) ?? []),
    ...[...plain.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, inside]) => inside!.match(/[a-z_]+/g) ?? []),
  ];
  const metrics =
    plain.replaceAll(/\{[^}]*\}|\bby \([^)]*\)/g, ' ').match(/\b[a-z]+(?:_[a-z0-9]+)+\b/g) ?? [];
  return {
    metrics: new Set(metrics.filter((name) => name !== 'histogram_quantile')),
    labels: new Set(labels),
  };
}

/** The anchors of a page's headings, as they are linked. */
export function anchorsOf(path: string): Set<string> {
  const headings = read(path).matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, text]) =>
      text!
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function valueOf(rule: string, key: string): string {
  const value = new RegExp(`^ +${key}: (.+)$`, 'm').exec(rule)?.[1];
  if (value === undefined) throw new Error(`a rule without ${key}: ${rule}`);
  return value.replace(/^(['"])(.*)\1$/, '$2');
}

function read(path: string): string {
  return readFileSync(root + path, 'utf8');
}
