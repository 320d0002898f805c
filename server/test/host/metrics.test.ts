import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AcctSessionId,
  AcctStatusType,
  addPasswordProof,
  Code,
  PacketBuilder,
  RadiusClient,
  SharedSecret,
  UserName,
} from '@trunkline/radius';
import { Api } from '../support/api.ts';
import { parseExposition, type ExposedFamily } from './exposition.ts';
import { Installation } from './installation.ts';
import { alerts, anchorsOf, documentedMetrics, expressions, namesIn } from './monitoring-files.ts';
import { until } from './processes.ts';
import type { Program } from './program.ts';

/** What an installation shows of itself, on real processes, with real packets. */
const roles = ['radius', 'api', 'fold', 'worker'];
const secret = 'a-secret-of-the-test';
/** Forges samples, a family and an end of the label where names are not escaped, or lines not cut at line feeds. */
const hostileName =
  'evil"} 1\n# TYPE forged counter\nforged 1\\\rtrunkline_journal_open 0\r\u2028trunkline_journal_open 0';

let installation: Installation;
let program: Program;
let metricsUrl: string;
let ports: { auth: number; acct: number };
const radius = new RadiusClient();

beforeAll(async () => {
  installation = new Installation();
  program = await installation.start();
  const listens = await installation.listens(...roles);
  metricsUrl = installation.metricsUrl;
  const portOf = (scheme: string): number =>
    Number(new URL(listens['radius']!.find((url) => url.startsWith(scheme))!).port);
  ports = { auth: portOf('radius-auth'), acct: portOf('radius-acct') };
  const api = new Api(listens['api']![0]!);
  await api.signIn('owner@trunkline.local', /password {2}(\S{12,})\n/.exec(program.output)![1]!);
  await api.post('/api/nas', { name: hostileName, prefix: '127.0.0.1', vendor: 'mikrotik', secret });
  const plan = await api.post<{ id: string }>('/api/plans', {
    name: 'Home 20',
    terms: { downloadBps: 20_000_000, uploadBps: 5_000_000, priceMinor: 0, maxSessions: 10 },
  });
  await api.post('/api/subscribers', {
    username: 'alice',
    password: 'right-password',
    planId: plan.id,
  });
});
afterAll(async () => {
  await radius.close();
  await installation.remove();
});

async function scrape(): Promise<Map<string, ExposedFamily>> {
  const response = await fetch(`${metricsUrl}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return parseExposition(await response.text());
}

/** The sum of the samples that carry these labels. */
function sumOf(
  families: Map<string, ExposedFamily>,
  name: string,
  labels: Record<string, string> = {},
): number {
  const family = families.get(name) ?? families.get(name.replace(/_(count|sum|bucket)$/, ''));
  const matching = family?.samples.filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  if (!matching?.length) return Number.NaN;
  return matching.reduce((sum, { value }) => sum + value, 0);
}

async function login(password: string): Promise<number | undefined> {
  const request = new PacketBuilder(Code.AccessRequest);
  addPasswordProof(request, { method: 'pap', userName: 'alice', password });
  return send(request, ports.auth);
}

function report(sessionId: string): Promise<number | undefined> {
  const request = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values['Start'])
    .add(AcctSessionId, sessionId)
    .add(UserName, 'alice');
  return send(request, ports.acct);
}

async function send(request: PacketBuilder, port: number): Promise<number | undefined> {
  const result = await radius.send(request, { address: '127.0.0.1', port, secret: new SharedSecret(secret) });
  return result.kind === 'reply' ? result.packet.code : undefined;
}

test('a login right, a login wrong and an accounting packet are counted, each once', async () => {
  await until(
    'NAS and subscriber are known',
    async () => (await login('right-password')) === Code.AccessAccept,
  );
  const before = await scrape();
  expect(await login('right-password')).toBe(Code.AccessAccept);
  expect(await login('wrong-password')).toBe(Code.AccessReject);
  expect(await report('session-1')).toBe(Code.AccountingResponse);
  await until('it is folded', async () => {
    const records = sumOf(await scrape(), 'trunkline_fold_records_total');
    return records === sumOf(before, 'trunkline_journal_records_total') + 1;
  });
  const after = await scrape();
  const grown = (name: string, labels: Record<string, string> = {}): number =>
    sumOf(after, name, labels) - (sumOf(before, name, labels) || 0);
  const nas = { nas: hostileName };
  expect({
    authRequests: grown('trunkline_radius_requests_total', { service: 'auth' }),
    acctRequests: grown('trunkline_radius_requests_total', { service: 'acct' }),
    accepts: grown('trunkline_radius_replies_total', { code: 'Access-Accept' }),
    rejects: grown('trunkline_radius_replies_total', { code: 'Access-Reject' }),
    responses: grown('trunkline_radius_replies_total', { code: 'Accounting-Response' }),
    wrongPasswords: grown('trunkline_radius_rejects_total', { reason: 'aaa.wrong_password' }),
    timedAuth: grown('trunkline_radius_answer_seconds_count', { service: 'auth' }),
    timedAcct: grown('trunkline_radius_answer_seconds_count', { service: 'acct' }),
    ofNas: grown('trunkline_radius_nas_requests_total', nas),
    acceptsOfNas: grown('trunkline_radius_nas_replies_total', { ...nas, code: 'Access-Accept' }),
    journal: grown('trunkline_journal_records_total'),
    unfolded: sumOf(after, 'trunkline_journal_unfolded_records'),
  }).toEqual({
    authRequests: 2,
    acctRequests: 1,
    accepts: 1,
    rejects: 1,
    responses: 1,
    wrongPasswords: 1,
    timedAuth: 2,
    timedAcct: 1,
    ofNas: 3,
    acceptsOfNas: 1,
    journal: 1,
    unfolded: 0,
  });
});

test('a packet without an answer is counted by its kind, for its NAS too', async () => {
  const before = await scrape();
  const request = new PacketBuilder(Code.AccountingRequest).add(AcctSessionId, 'x');
  await radius.send(
    request,
    { address: '127.0.0.1', port: ports.acct, secret: new SharedSecret('another-secret') },
    { retransmission: { initialMs: 100, maxWaitMs: 100, maxAttempts: 1, maxTotalMs: 100 } },
  );
  const after = await scrape();
  const kind = 'wrong-authenticator';
  for (const name of ['trunkline_radius_discards_total', 'trunkline_radius_nas_discards_total']) {
    expect(sumOf(after, name, { kind }) - (sumOf(before, name, { kind }) || 0)).toBe(1);
  }
});

test('neither a secret nor a subscriber stands in the text, and a hostile name forges nothing', async () => {
  const text = await (await fetch(`${metricsUrl}/metrics`)).text();
  expect(text).not.toMatch(/alice|right-password|wrong-password|session-1/);
  expect(text).not.toContain(secret);
  const families = parseExposition(text);
  expect(families.has('forged')).toBe(false);
  const names = families
    .get('trunkline_radius_nas_requests_total')!
    .samples.map(({ labels }) => labels['nas']);
  expect(names).toEqual([hostileName]);
});

test('metrics and health are all there is, and only to be read', async () => {
  for (const path of ['/', '/metrics/', '/readyz/nobody', '/healthz/../metrics/x', '/%6detrics']) {
    expect([path, (await fetch(metricsUrl + path)).status]).toEqual([path, 404]);
  }
  expect((await fetch(`${metricsUrl}/metrics`, { method: 'POST' })).status).toBe(405);
  const head = await fetch(`${metricsUrl}/healthz`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
  for (const path of ['/healthz', '/readyz', ...roles.map((role) => `/readyz/${role}`)]) {
    const response = await fetch(metricsUrl + path);
    expect([path, response.status, await response.json()]).toEqual([path, 200, { ok: true, reasons: [] }]);
  }
  const { api } = await installation.listens('api');
  expect((await fetch(`${api![0]}/healthz`)).status).toBe(200);
  expect((await fetch(`${api![0]}/readyz`)).status).toBe(200);
  const big = await fetch(`${metricsUrl}/metrics`, { headers: { 'x-long': 'x'.repeat(10_000) } });
  expect(big.status).toBe(431);
});

test('a killed role shows as down, and then as back and restarted', async () => {
  process.kill(installation.pidOf('worker')!, 'SIGKILL');
  await until('it shows as down', async () => {
    return sumOf(await scrape(), 'trunkline_role_up', { role: 'worker' }) === 0;
  });
  const notReady = await fetch(`${metricsUrl}/readyz/worker`);
  expect([notReady.status, await notReady.json()]).toEqual([
    503,
    { ok: false, reasons: ['worker does not listen'] },
  ]);
  expect((await fetch(`${metricsUrl}/readyz/radius`)).status).toBe(200);
  await until('it is back', async () => (await fetch(`${metricsUrl}/readyz/worker`)).status === 200);
  const families = await scrape();
  expect(sumOf(families, 'trunkline_role_up')).toBe(4);
  expect(sumOf(families, 'trunkline_role_restarts_total', { role: 'worker' })).toBe(1);
});

test('a role whose loop stands still is left out within its limit, and the others are told', async () => {
  const pid = installation.pidOf('fold')!;
  process.kill(pid, 'SIGSTOP');
  try {
    const families = await scrape();
    expect(sumOf(families, 'trunkline_role_up', { role: 'fold' })).toBe(0);
    expect(sumOf(families, 'trunkline_role_up', { role: 'radius' })).toBe(1);
    expect(families.get('trunkline_fold_records_total')).toBeUndefined();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});

test('with the database hung the figures of radius and journal are still told', async () => {
  const pidFile = join(installation.home, 'data', 'postgres', 'cluster', 'postmaster.pid');
  const postmaster = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const backends = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
  const signal = (name: NodeJS.Signals): void => {
    for (const pid of [postmaster, ...backends.map(Number)]) process.kill(pid, name);
  };
  signal('SIGSTOP');
  try {
    const rejects = (families: Map<string, ExposedFamily>): number =>
      sumOf(families, 'trunkline_radius_replies_total', { code: 'Access-Reject' });
    const before = rejects(await scrape());
    expect(await login('wrong-password')).toBe(Code.AccessReject);
    expect(await report('in-the-outage')).toBe(Code.AccountingResponse);
    await until('the database is seen to be away', async () => {
      const families = await scrape();
      return ['radius', 'api'].every((role) => sumOf(families, 'trunkline_database_up', { role }) === 0);
    });
    const families = await scrape();
    expect(rejects(families) - before).toBe(1);
    expect(sumOf(families, 'trunkline_role_up')).toBe(4);
    expect(sumOf(families, 'trunkline_journal_unfolded_records')).toBe(1);
    expect(sumOf(families, 'trunkline_journal_oldest_unfolded_seconds')).toBeGreaterThan(0);
    expect(sumOf(families, 'trunkline_snapshot_age_seconds')).toBeGreaterThan(1);
    const doctor = installation.tool('doctor', '--json');
    expect(await doctor.ends()).toBe('code 1');
    const findings = JSON.parse(doctor.output) as { message: string }[];
    expect(findings).toContainEqual(
      expect.objectContaining({ subject: 'alarms', message: 'radius does not reach the database' }),
    );
    // The name of the NAS forges this line for readers who take more than a line feed for its end.
    expect(findings.filter(({ message }) => message.includes('journal cannot be opened'))).toEqual([]);
    expect((await fetch(`${metricsUrl}/readyz/radius`)).status).toBe(200);
    expect((await fetch(`${metricsUrl}/readyz/api`)).status).toBe(503);
    expect((await fetch(`${metricsUrl}/healthz`)).status).toBe(200);
  } finally {
    signal('SIGCONT');
  }
  await until('it is folded', async () => sumOf(await scrape(), 'trunkline_journal_unfolded_records') === 0);
});

test('what is exposed stands in docs/operations/metrics.md, with its type, meaning and labels', async () => {
  const exposed = await scrape();
  const documented = documentedMetrics();
  expect([...documented.keys()].toSorted()).toEqual([...exposed.keys()].toSorted());
  for (const [name, { type, help, samples }] of exposed) {
    const page = documented.get(name)!;
    expect({ name, type: page.type, help: page.help }).toEqual({ name, type, help });
    const unknown = samples
      .flatMap(({ labels }) => Object.keys(labels))
      .filter((label) => !page.labels.has(label));
    expect({ name, unknown }).toEqual({ name, unknown: [] });
  }
});

test('dashboard and alarms ask only for metrics and labels that are exposed', async () => {
  const exposed = await scrape();
  const documented = documentedMetrics();
  const asked = expressions();
  expect(asked.length).toBeGreaterThan(80);
  for (const { where, expression } of asked) {
    const { metrics, labels } = namesIn(expression);
    // Added by Prometheus itself.
    const known = new Set(['instance', 'job']);
    for (const metric of metrics) {
      const name = exposed.has(metric) ? metric : metric.replace(/_(bucket|sum|count)$/, '');
      expect({ where, metric, isExposed: exposed.has(name) }).toEqual({ where, metric, isExposed: true });
      documented.get(name)!.labels.forEach((label) => known.add(label));
    }
    expect({ where, labels: [...labels].filter((label) => !known.has(label)) }).toEqual({
      where,
      labels: [],
    });
  }
});

test('each alarm has its chapter', () => {
  const anchors = anchorsOf('docs/operations/alarms.md');
  expect(alerts().length).toBeGreaterThan(20);
  for (const { name, runbook } of alerts()) {
    expect({ name, runbook }).toEqual({ name, runbook: `docs/operations/alarms.md#${name.toLowerCase()}` });
    expect({ name, hasChapter: anchors.has(name.toLowerCase()) }).toEqual({ name, hasChapter: true });
  }
});
