import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { SharedSecret } from '@trunkline/radius';
import { generateLoad, type LoadKind, type LoadSubscriber } from '@trunkline/simulators';
import { readConfig } from '@trunkline/server/platform/config/index.ts';
import { roleFlags } from '@trunkline/server/roles/role-flags.ts';
import type { FromRole, ToRole } from '@trunkline/server/roles/role-messages.ts';
import type { ProbeReading } from './role-probe.ts';
import { benchSubscriber, sharedSecret, writeBenchSnapshot } from './role-snapshot.ts';

const program = fileURLToPath(import.meta.resolve('@trunkline/server/main.ts'));
const probe = new URL('role-probe.ts', import.meta.url).href;
const outstanding = 64;
const warmUpRequests = 40_000;
/** Those who log in, spread over all; the generator keeps an object for each. */
const maxLogins = 60_000;
const stormSubscribers = 30_000;
const seed = 20_261_121;

export interface RoleScaleOptions {
  readonly subscribers: number;
  /** Of each kind of load; every reply is verified. */
  readonly requests: number;
}

/** Sizes in MB of 10^6 bytes, times in milliseconds unless the name says otherwise. */
export interface RoleScaleFigures {
  readonly subscribers: number;
  readonly fileMb: number;
  /** From the start of the process to its first answer, the database away. */
  readonly startMs: number;
  readonly startCpuMs: number;
  readonly idle: MemoryFigures;
  readonly afterLoad: MemoryFigures;
  /** Of the heap after the load, once all garbage is gone. */
  readonly liveHeapMb: number;
  /** Authentication and start of accounting of 30,000 (or all, if fewer). */
  readonly stormMs: number;
  readonly loads: readonly LoadFigures[];
}

interface MemoryFigures {
  readonly rssMb: number;
  readonly pssMb: number;
  /** The highest so far. */
  readonly peakMb: number;
  readonly heapUsedMb: number;
  readonly heapTotalMb: number;
  readonly externalMb: number;
}

interface LoadFigures {
  readonly kind: LoadKind;
  readonly perSecond: number;
  readonly cpuUsPerRequest: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestPauseMs: number;
}

/**
 * Starts the real radius process on a snapshot file with so many subscribers, as in an outage, and loads it.
 * Rejects when a reply is missing or wrong.
 */
export async function measureRoleScale({
  subscribers,
  requests,
}: RoleScaleOptions): Promise<RoleScaleFigures> {
  const home = mkdtempSync(join(tmpdir(), 'trunkline-role-scale-'));
  const role = new MeasuredRole(home);
  try {
    const path = join(role.config.snapshotDirectory, 'snapshot');
    const bytes = await writeBenchSnapshot({ path, masterKey: role.masterKey, subscribers });
    const startMs = await role.start();
    const { cpuUs } = await role.measure();
    const idle = await role.memory();
    const logins = spread(Math.min(subscribers, maxLogins), subscribers);
    await role.load('pap', logins, warmUpRequests);
    const loads: LoadFigures[] = [];
    for (const kind of ['pap', 'chap', 'accounting'] as const)
      loads.push(await role.load(kind, logins, requests));
    const stormMs = await role.storm(logins.slice(0, stormSubscribers));
    return {
      subscribers,
      fileMb: bytes / 1e6,
      startMs,
      startCpuMs: cpuUs / 1000,
      idle,
      afterLoad: await role.memory(),
      liveHeapMb: (await role.measure('collect')).memory.heapUsed / 1e6,
      stormMs,
      loads,
    };
  } finally {
    await role.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

function spread(count: number, subscribers: number): LoadSubscriber[] {
  return Array.from({ length: count }, (_, index) =>
    benchSubscriber(Math.floor((index * subscribers) / count)),
  );
}

/** The radius role as the supervisor starts it, with a database that is away, and a probe inside. */
class MeasuredRole {
  readonly masterKey = randomBytes(32);
  readonly config;
  #child: ChildProcess | undefined;
  #ports: { auth: number; acct: number } | undefined;

  constructor(home: string) {
    const settings = { TRUNKLINE_HOME: home, TRUNKLINE_NODE: 'scale', TRUNKLINE_LOG_LEVEL: 'error' };
    const { role } = readConfig(settings, home);
    this.config = { ...role, radius: { addresses: ['127.0.0.1'], authPort: 0, acctPort: 0 } };
    for (const folder of [role.journalDirectory, role.snapshotDirectory])
      mkdirSync(folder, { recursive: true });
  }

  /** Milliseconds until it says that it answers. */
  async start(): Promise<number> {
    const startedMs = performance.now();
    const child = fork(program, ['radius'], {
      execArgv: ['--import', probe, ...roleFlags, ...extraFlags()],
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'trunkline-bench-cache') },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    const listens = new Promise<string[]>((resolve, reject) => {
      child.on('message', (message: FromRole) => message.type === 'ready' && resolve(message.listens));
      child.once('exit', (code) => reject(new Error(`the role ended with ${code}`)));
    });
    child.send({
      type: 'start',
      config: this.config,
      databaseUrl: 'postgres://nobody:nothing@127.0.0.1:1/trunkline',
      masterKey: this.masterKey.toString('base64'),
    } satisfies ToRole);
    const [auth, acct] = (await listens).map((url) => Number(new URL(url).port));
    this.#ports = { auth: auth!, acct: acct! };
    return performance.now() - startedMs;
  }

  measure(type: 'measure' | 'collect' = 'measure'): Promise<ProbeReading> {
    const child = this.#child!;
    return new Promise((resolve) => {
      const take = (message: ProbeReading | FromRole): void => {
        if (message.type !== 'measured') return;
        child.off('message', take);
        resolve(message);
      };
      child.on('message', take);
      child.send({ type });
    });
  }

  async memory(): Promise<MemoryFigures> {
    const { memory } = await this.measure();
    const { pid } = this.#child!;
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return {
      rssMb: kilobytes(status, 'VmRSS'),
      pssMb: kilobytes(rollup, 'Pss'),
      peakMb: kilobytes(status, 'VmHWM'),
      heapUsedMb: memory.heapUsed / 1e6,
      heapTotalMb: memory.heapTotal / 1e6,
      externalMb: memory.external / 1e6,
    };
  }

  async load(kind: LoadKind, subscribers: readonly LoadSubscriber[], requests: number): Promise<LoadFigures> {
    const before = await this.measure();
    const report = await this.#generate(kind, subscribers, requests);
    const after = await this.measure();
    return {
      kind,
      perSecond: report.perSecond,
      cpuUsPerRequest: (after.cpuUs - before.cpuUs) / requests,
      p50Ms: report.latencyMs.p50,
      p99Ms: report.latencyMs.p99,
      longestPauseMs: after.longestPauseMs,
    };
  }

  /** All of them log in and start accounting. */
  async storm(subscribers: readonly LoadSubscriber[]): Promise<number> {
    const startedMs = performance.now();
    await Promise.all([
      this.#generate('pap', subscribers, subscribers.length),
      this.#generate('accounting', subscribers, subscribers.length),
    ]);
    return performance.now() - startedMs;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.send({ type: 'stop' } satisfies ToRole);
    await ended;
  }

  async #generate(
    kind: LoadKind,
    subscribers: readonly LoadSubscriber[],
    requests: number,
  ): ReturnType<typeof generateLoad> {
    const port = kind === 'accounting' ? this.#ports!.acct : this.#ports!.auth;
    const endpoint = { address: '127.0.0.1', port, secret: new SharedSecret(sharedSecret) };
    const report = await generateLoad({ endpoint, kind, subscribers, outstanding, requests, seed });
    if (report.succeeded !== requests)
      throw new Error(`${kind}: of ${requests} requests ${report.succeeded} got their answer`);
    return report;
  }
}

function kilobytes(text: string, field: string): number {
  const match = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text);
  if (!match) throw new Error(`/proc does not tell ${field}`);
  return (Number(match[1]) * 1024) / 1e6;
}

/** For a profile: `ROLE_FLAGS="--cpu-prof --cpu-prof-dir=/tmp/x"`. */
function extraFlags(): string[] {
  return (process.env['ROLE_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');
}

/** One line for each size. */
export function scaleTable(all: readonly RoleScaleFigures[]): Record<string, string | number>[] {
  return all.map((figures) => {
    const line: Record<string, string | number> = {
      subscribers: figures.subscribers,
      'file MB': round(figures.fileMb),
      'start ms': round(figures.startMs),
      'start CPU ms': round(figures.startCpuMs),
      'RSS MB': `${round(figures.idle.rssMb)} > ${round(figures.afterLoad.rssMb)}`,
      'PSS MB': `${round(figures.idle.pssMb)} > ${round(figures.afterLoad.pssMb)}`,
      'peak MB': round(figures.afterLoad.peakMb),
      'heap MB': `${round(figures.afterLoad.heapUsedMb)}/${round(figures.afterLoad.heapTotalMb)}`,
      'live heap MB': round(figures.liveHeapMb),
      'external MB': round(figures.afterLoad.externalMb),
      'storm ms': round(figures.stormMs),
    };
    for (const load of figures.loads) {
      line[`${load.kind}/s`] = round(load.perSecond);
      line[`${load.kind} µs`] = load.cpuUsPerRequest.toFixed(1);
      line[`${load.kind} pause`] = load.longestPauseMs.toFixed(1);
    }
    return line;
  });
}

function round(value: number): number {
  return Math.round(value);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const requests = Number(process.env['ROLE_REQUESTS'] ?? 200_000);
  const sizes = process.argv.slice(2).map(Number);
  for (const subscribers of sizes.length > 0 ? sizes : [10_000, 100_000, 1_000_000])
    console.log(scaleTable([await measureRoleScale({ subscribers, requests })])[0]);
}
