import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { cryptoRandom, systemClock } from '@trunkline/kit';
import { RouterPool } from '@trunkline/server/modules/routers/index.ts';
import {
  bootstrapDatabase,
  Database,
  databaseRoles,
  migrate,
  type DatabasePasswords,
  type DatabaseUrls,
} from '@trunkline/server/platform/db/index.ts';
import { createKeys, masterKeyBytes, type Keys } from '@trunkline/server/platform/keys/index.ts';
import { roleFlags } from '@trunkline/server/roles/role-flags.ts';
import { wireQuotaSync } from '@trunkline/server/roles/worker/start-quota-sync.ts';
import { BenchCleanup } from '../radius/bench-cleanup.ts';
import { startSharedDatabase } from '../radius/shared-database.ts';
import { fillDatabase } from './fill-database.ts';
import { playRouters } from './play-routers.ts';
import { writeQuotaSyncResults, type PassFigures } from './write-results.ts';

const routers = 30;
const sessions = 30_000;
const password = 'a-router-password';
const alarmBytes = 5_000_000_000;
const crossing = 1_000;

/**
 * `npm run bench:quota-sync`: one process of the worker's code looks at 30 simulated routers with 1,000 sessions each, all
 * at once. What is measured and how to read it: bench/README.md. Fails when a session was missed or a meter not reached.
 */
async function main(): Promise<void> {
  const cleanup = new BenchCleanup();
  try {
    const postgres = await startSharedDatabase(cleanup);
    const { urls, keys } = await prepare(postgres.adminUrl);
    const played = await playRouters(cleanup, { routers, sessions, password });
    const owner = open(cleanup, urls.owner, 1);
    await fillDatabase(owner, { ports: played.ports, sessions, password, sealer: keys.sealer, alarmBytes });
    const { sync, faults } = startSync(cleanup, { urls, keys });
    await sync.load();
    const passes: PassFigures[] = [];
    const pass = async (name: string): Promise<void> => {
      const before = sync.stats();
      const started = { ms: performance.now(), cpu: process.cpuUsage() };
      await sync.passAll();
      const cpu = process.cpuUsage(started.cpu);
      const after = sync.stats();
      passes.push({
        name,
        ms: performance.now() - started.ms,
        cpuMs: (cpu.user + cpu.system) / 1_000,
        matched: after.matched,
        written: after.samples - before.samples,
        rssMb: process.memoryUsage.rss() / 1e6,
      });
      console.log(passes.at(-1));
      if (faults.length > 0) throw faults[0];
    };
    await pass('first, with connecting');
    for (let n = 0; n < 5; n++) await pass('nothing to write');
    await played.tell({ kind: 'carry', sessions: crossing, downloadBytes: alarmBytes });
    await pass(`${crossing} meters reach an alarm`);
    const written = passes.at(-1)!.written;
    const peakRssMb = process.resourceUsage().maxRSS / 1_000;
    await played.tell({ kind: 'silence' });
    const silent = await withoutOne(sync);
    console.log(
      writeQuotaSyncResults(
        { routers, sessions, passes, peakRssMb, othersMs: silent.othersMs },
        postgres.version,
      ),
    );
    if (passes.some(({ matched }) => matched !== sessions) || written !== crossing) process.exitCode = 1;
    await silent.end();
  } finally {
    await cleanup.run();
  }
}

async function prepare(adminUrl: string): Promise<{ urls: DatabaseUrls; keys: Keys }> {
  const passwords = Object.fromEntries(
    databaseRoles.map((role) => [role, randomBytes(16).toString('hex')]),
  ) as DatabasePasswords;
  const urls = await bootstrapDatabase({ adminUrl, passwords, databaseName: 'quota_sync' });
  await migrate(urls);
  return { urls, keys: createKeys(randomBytes(masterKeyBytes)) };
}

function startSync(cleanup: BenchCleanup, { urls, keys }: { urls: DatabaseUrls; keys: Keys }) {
  const faults: unknown[] = [];
  const pool = new RouterPool({
    clock: systemClock,
    random: cryptoRandom,
    learnFingerprint: async (_, met) => met,
  });
  cleanup.add(() => pool.close());
  const { sync } = wireQuotaSync({
    // As many connections as the role has for its passes.
    database: open(cleanup, urls.worker, 3),
    sealer: keys.sealer,
    pool,
    clock: systemClock,
    onFault: (error) => faults.push(error),
  });
  return { sync, faults };
}

/** How long the others take while one router answers nothing. */
async function withoutOne(sync: ReturnType<typeof startSync>['sync']) {
  const before = sync.stats().passes;
  const startedMs = performance.now();
  const passing = sync.passAll();
  while (sync.stats().passes < before + routers - 1) await new Promise((resolve) => setTimeout(resolve, 5));
  return { othersMs: performance.now() - startedMs, end: () => passing };
}

function open(cleanup: BenchCleanup, url: string, maxConnections: number): Database {
  const database = new Database({
    url,
    applicationName: 'trunkline-bench',
    maxConnections,
    statementTimeoutMs: 120_000,
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
