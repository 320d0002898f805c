import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import { simulationTaskAction } from '@trunkline/server/modules/simulation/index.ts';
import { readTotals } from '@trunkline/server/modules/simulation/simulation-store.ts';
import { startSimulation } from '@trunkline/server/modules/simulation/start-simulation.ts';
import { runTask } from '@trunkline/server/modules/tasks/index.ts';
import {
  bootstrapDatabase,
  Database,
  databaseRoles,
  migrate,
  type DatabasePasswords,
} from '@trunkline/server/platform/db/index.ts';
import { localActor } from '@trunkline/server/platform/http/index.ts';
import { roleFlags } from '@trunkline/server/roles/role-flags.ts';
import { keepResults } from '../keep-results.ts';
import { BenchCleanup } from '../radius/bench-cleanup.ts';
import { table } from '../radius/markdown-table.ts';
import { startSharedDatabase } from '../radius/shared-database.ts';
import { fillUsage, type FilledUsage } from './fill-usage.ts';
import { triedTerms } from './tried-terms.ts';

const subscribers = 30_000;
const days = 31;
const dayMs = 86_400_000;

interface Figures {
  readonly ms: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly slowSubscribers: number;
}

/**
 * `npm run bench:simulation`: the worker's code replays 31 days of 30,000 subscribers, with PostgreSQL on the same
 * machine. Fails when a subscriber is missing from the totals.
 */
async function main(): Promise<void> {
  const cleanup = new BenchCleanup();
  try {
    const postgres = await startSharedDatabase(cleanup);
    const passwords = Object.fromEntries(
      databaseRoles.map((role) => [role, randomBytes(16).toString('hex')]),
    ) as DatabasePasswords;
    const urls = await bootstrapDatabase({
      adminUrl: postgres.adminUrl,
      passwords,
      databaseName: 'simulation',
    });
    await migrate(urls);
    const filled = await fillUsage(open(cleanup, asSuperuser(postgres.adminUrl)), { subscribers, days });
    const roles = { api: open(cleanup, urls.api), worker: open(cleanup, urls.worker) };
    const figures = await measure(roles, filled);
    console.log(
      keepResults('simulation', {
        text: describe(figures),
        figures,
        versions: { postgresql: postgres.version },
      }),
    );
  } finally {
    await cleanup.run();
  }
}

async function measure(
  { api, worker }: { api: Database; worker: Database },
  { tenantId, planId }: FilledUsage,
): Promise<Figures> {
  const nowMs = systemClock.now();
  const begun = { ms: systemClock.monotonic(), cpu: process.cpuUsage() };
  const { id, taskId } = await startSimulation(
    { database: api, clock: systemClock, random: cryptoRandom },
    localActor('cli', tenantId),
    {
      terms: triedTerms,
      planId,
      who: { planId },
      topUp: null,
      firstDay: dayOf(nowMs - days * dayMs),
      lastDay: dayOf(nowMs - dayMs),
    },
  );
  const deps = { database: worker, clock: systemClock, actions: [simulationTaskAction], onFault: giveUp };
  await runTask(deps, { tenantId, taskId });
  const cpu = process.cpuUsage(begun.cpu);
  const { totals } = await api.inTenant(tenantId, (tx) => readTotals(tx, { tenantId, id }));
  if (totals.subscribers !== subscribers) throw new Error(`${totals.subscribers} subscribers in the totals`);
  return {
    ms: systemClock.monotonic() - begun.ms,
    cpuMs: (cpu.user + cpu.system) / 1_000,
    rssMb: process.resourceUsage().maxRSS / 1_000,
    slowSubscribers: totals.slowSubscribers,
  };
}

function dayOf(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 10);
}

function giveUp(error: unknown): void {
  throw new Error('a chunk failed', { cause: error });
}

function describe({ ms, cpuMs, rssMb, slowSubscribers }: Figures): string {
  const row = [
    `${(ms / 1_000).toFixed(1)} s`,
    `${(cpuMs / 1_000).toFixed(1)} s`,
    `${rssMb.toFixed(0)} MB`,
    String(slowSubscribers),
  ];
  return `# Simulation

Terms with fair use of day and month, tried on recorded usage of ${subscribers.toLocaleString('en-US')} subscribers over ${days} days, a session of
some hours on each: what the worker does from the request to the last chunk. Days before the range, from the first of their month on, are
played as well. PostgreSQL runs on the same machine.

${table(['Time', 'CPU of the worker', 'Most RSS', 'Would be slowed'], [row])}
`;
}

/** Filling two million rows would take minutes with each reference checked. */
function asSuperuser(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = '/simulation';
  url.searchParams.set('options', '-c session_replication_role=replica');
  return url.href;
}

function open(cleanup: BenchCleanup, url: string): Database {
  const database = new Database({
    url,
    applicationName: 'trunkline-bench',
    maxConnections: 2,
    statementTimeoutMs: 300_000,
  });
  cleanup.add(() => database.close());
  return database;
}

/** The figures are those of a role: its memory is kept as the product keeps it. */
function runAsRole(): number {
  const args = [...roleFlags, fileURLToPath(import.meta.url)];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

if (roleFlags.every((flag) => process.execArgv.includes(flag))) await main();
else process.exitCode = runAsRole();
