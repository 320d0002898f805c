import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cryptoRandom, systemClock, uuidv7 } from '@trunkline/kit';
import { RadiusClient } from '@trunkline/radius';
import { Reconciler } from '@trunkline/server/modules/enforcement/index.ts';
import { RouterPool } from '@trunkline/server/modules/routers/index.ts';
import {
  bootstrapDatabase,
  Database,
  databaseRoles,
  migrate,
  type DatabasePasswords,
  type DatabaseUrls,
} from '@trunkline/server/platform/db/index.ts';
import { Journal } from '@trunkline/server/platform/journal/index.ts';
import { createKeys, masterKeyBytes, type Keys } from '@trunkline/server/platform/keys/index.ts';
import { createLog } from '@trunkline/server/platform/log/index.ts';
import { JournalFold } from '@trunkline/server/roles/fold/journal-fold.ts';
import { wireFold } from '@trunkline/server/roles/fold/wire-fold.ts';
import { sql } from 'kysely';
import { BenchCleanup } from '../radius/bench-cleanup.ts';
import { startSharedDatabase } from '../radius/shared-database.ts';
import { interimRecord } from './interim-record.ts';
import { fillDatabase, thresholdBytes, type BenchNas } from './fill-database.ts';
import { groups, sessionOf, sessionsPerGroup } from './played-world.ts';
import { writeEnforcementResults, type GroupFigures } from './write-results.ts';

const giveUpAfterMs = 120_000;
const lookEveryMs = 100;
const drainMs = 1_000;

/**
 * `npm run bench:enforcement`: 1,000 subscribers online at ten simulated routers cross a threshold in the same moment; how
 * long until each router gives the slower speed and has been seen to. Fails when one of them never does.
 */
async function main(): Promise<void> {
  const cleanup = new BenchCleanup();
  try {
    const postgres = await startSharedDatabase(cleanup);
    const { home, urls, keys } = await prepare(cleanup, postgres.adminUrl);
    const ports = await playRouters(cleanup);
    const owner = open(cleanup, urls.owner, 1);
    const nas = await fillDatabase(owner, { ports, sealer: keys.sealer });
    const faults: unknown[] = [];
    const journal = await startFold(cleanup, { home, urls });
    startReconciler(cleanup, { urls, keys, faults });
    const all = groups.length * sessionsPerGroup;
    await until(
      owner,
      `select count(*)::int as n from enforcement.session_terms where state = 'in_step'`,
      all,
    );
    const figures: GroupFigures[] = [];
    for (const [place, { name, hasApi }] of groups.entries()) {
      await cross(journal, { place, nas });
      const done = hasApi ? 'confirmed_at' : 'at';
      const count = `select count(*)::int as n from enforcement.step where ${done} is not null and outcome in ('acknowledged', 'confirmed')`;
      await until(owner, count, (place + 1) * sessionsPerGroup);
      figures.push({ name, ...(await measure(owner, { place, done })) });
      console.log(figures.at(-1));
      if (faults.length > 0) throw faults[0];
    }
    console.log(writeEnforcementResults(figures, postgres.version));
  } finally {
    await cleanup.run();
  }
}

async function prepare(
  cleanup: BenchCleanup,
  adminUrl: string,
): Promise<{ home: string; urls: DatabaseUrls; keys: Keys }> {
  const home = mkdtempSync(join(tmpdir(), 'trunkline-bench-home-'));
  cleanup.add(() => rmSync(home, { recursive: true, force: true }));
  const passwords = Object.fromEntries(databaseRoles.map((role) => [role, role])) as DatabasePasswords;
  const urls = await bootstrapDatabase({ adminUrl, passwords, databaseName: 'bench' });
  await migrate(urls);
  return { home, urls, keys: createKeys(randomBytes(masterKeyBytes)) };
}

async function playRouters(cleanup: BenchCleanup): Promise<{ coaPort: number; apiPort: number }[]> {
  const child = fork(fileURLToPath(new URL('routers-process.ts', import.meta.url)));
  cleanup.add(() => child.kill());
  child.send('start');
  const [ports] = (await once(child, 'message')) as [{ coaPort: number; apiPort: number }[]];
  return ports;
}

async function startFold(
  cleanup: BenchCleanup,
  { home, urls }: { home: string; urls: DatabaseUrls },
): Promise<Journal> {
  const folder = join(home, 'bench-journal');
  const journal = await Journal.open({ folder, clock: systemClock });
  const fold = new JournalFold({
    folder,
    database: open(cleanup, urls.fold, 2),
    clock: systemClock,
    log: createLog({
      name: 'bench',
      level: 'warn',
      clock: systemClock,
      write: (line) => process.stderr.write(line),
      asText: true,
    }),
    makeId: () => uuidv7(),
    ...wireFold(systemClock),
  });
  const stopping = new AbortController();
  const running = fold.run(stopping.signal, drainMs);
  cleanup.add(async () => {
    stopping.abort();
    await running;
    await journal.close();
  });
  return journal;
}

function startReconciler(
  cleanup: BenchCleanup,
  { urls, keys, faults }: { urls: DatabaseUrls; keys: Keys; faults: unknown[] },
): void {
  const client = new RadiusClient();
  const pool = new RouterPool({
    clock: systemClock,
    random: cryptoRandom,
    learnFingerprint: (_router, fingerprint) => Promise.resolve(fingerprint),
  });
  const reconciler = new Reconciler({
    // As many connections as the role has for it.
    database: open(cleanup, urls.worker, 10),
    sealer: keys.sealer,
    clock: systemClock,
    random: cryptoRandom,
    send: client.send.bind(client),
    routers: pool,
    onSubscriberFault: (error) => faults.push(error),
    onFault: (error) => faults.push(error),
  });
  const stopping = new AbortController();
  const running = reconciler.run(stopping.signal);
  cleanup.add(async () => {
    stopping.abort();
    await running;
    pool.close();
    await client.close();
  });
}

/** Everybody of a group reports more than the threshold, in the same moment. */
async function cross(
  journal: Journal,
  { place, nas }: { place: number; nas: readonly BenchNas[] },
): Promise<void> {
  const receivedAtMs = systemClock.now();
  const first = place * sessionsPerGroup;
  const records = Array.from({ length: sessionsPerGroup }, (_, i) => {
    const session = sessionOf(first + i);
    return interimRecord(nas[session.router]!, {
      session,
      receivedAtMs,
      downloadBytes: BigInt(thresholdBytes) + 1n,
    });
  });
  await Promise.all(records.map((record) => journal.append(record)));
}

async function until(owner: Database, count: string, wanted: number): Promise<void> {
  const untilMs = performance.now() + giveUpAfterMs;
  while (performance.now() < untilMs) {
    const { rows } = await sql<{ n: number }>`${sql.raw(count)}`.execute(owner.kysely);
    if (rows[0]!.n >= wanted) return;
    await delay(lookEveryMs);
  }
  throw new Error(`after ${giveUpAfterMs} ms not ${wanted}: ${count}`);
}

async function measure(
  owner: Database,
  { place, done }: { place: number; done: string },
): Promise<Omit<GroupFigures, 'name'>> {
  const first = place * sessionsPerGroup;
  const { rows } = await sql<Omit<GroupFigures, 'name'>>`
    select count(*)::int as sessions, percentile_cont(0.5) within group (order by s) as "p50S",
      percentile_cont(0.99) within group (order by s) as "p99S", max(s) as "maxS"
    from (
      select max(extract(epoch from p.${sql.raw(done)} - p.news_at))::float8 as s from enforcement.step p
      join sessions.session s on s.tenant_id = p.tenant_id and s.id = p.session_id
      where substring(s.username from 5)::int between ${first} and ${first + sessionsPerGroup - 1}
        and p.news_at is not null group by p.session_id
    ) as took`.execute(owner.kysely);
  return rows[0]!;
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

await main();
