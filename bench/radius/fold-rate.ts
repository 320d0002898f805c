import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { systemClock, uuidv7 } from '@trunkline/kit';
import * as radius from '@trunkline/radius';
import { sql } from 'kysely';
import { encodeAccountingRecord } from '../../server/src/modules/sessions/index.ts';
import { readConfig } from '../../server/src/platform/config/index.ts';
import {
  bootstrapDatabase,
  Database,
  databaseRoles,
  migrate,
  type DatabasePasswords,
  type DatabaseUrls,
} from '../../server/src/platform/db/index.ts';
import { Journal } from '../../server/src/platform/journal/index.ts';
import { EmbeddedPostgres } from '../../server/src/platform/postgres/index.ts';
import { roleFlags } from '../../server/src/roles/role-flags.ts';
import { encodePacket, packetsOf, startMs, type FoldMix, type FoldPacket } from './fold-packets.ts';
import { cpuOf, cpuOfTree } from './process-figures.ts';

export interface FoldRateOptions {
  mix: FoldMix;
  sessions: number;
  nasCount: number;
  interimsEach: number;
  /** Whether every subscriber has a meter, or nobody. */
  isMetered: boolean;
  /** Where the fold's CPU profile goes; none is taken without. */
  profileFolder?: string;
}

export const standardFoldRate: FoldRateOptions = {
  mix: 'mixed',
  sessions: 30_000,
  nasCount: 20,
  interimsEach: 3,
  isMetered: false,
};

export interface FoldRate {
  mix: FoldMix;
  records: number;
  seconds: number;
  recordsPerSecond: number;
  /** Of both processes together, so that figures of busy machines can be compared. */
  foldCpuMicrosecondsPerRecord: number;
  databaseCpuMicrosecondsPerRecord: number;
  walBytesPerRecord: number;
  foldPeakMegabytes: number;
}

const program = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const tenantId = uuidv7();
const planVersionId = uuidv7();

/**
 * Fills a journal with the packets of so many sessions, starts the fold role on an embedded PostgreSQL as
 * the product runs it (synced commits, the fold's own database role) and measures how fast it drains.
 */
export async function measureFold(options: FoldRateOptions): Promise<FoldRate> {
  const home = mkdtempSync(join(tmpdir(), 'trunkline-fold-rate-'));
  chmodSync(home, 0o755);
  const superuserPassword = 'fold-rate';
  const sharedRoot = '/var/lib/trunkline';
  const postgres = new EmbeddedPostgres({
    dataDirectory: home,
    sharedRoot,
    superuserPassword,
    say: () => {},
  });
  // The server has a process group of its own and would outlive an interrupted measurement.
  const kill = (): void => postgres.kill();
  process.once('exit', kill);
  await postgres.start((how) => console.error(`PostgreSQL ended with ${how}`));
  try {
    const passwords = Object.fromEntries(
      databaseRoles.map((role) => [role, `bench-${role}`]),
    ) as DatabasePasswords;
    const adminUrl = postgres.adminUrl()!;
    const urls = await bootstrapDatabase({ adminUrl, passwords, databaseName: 'fold_rate' });
    await migrate(urls);
    return await new FoldRun(options, home, urls).measure();
  } finally {
    await postgres.stop();
    process.off('exit', kill);
    rmSync(home, { recursive: true, force: true });
  }
}

class FoldRun {
  readonly #options: FoldRateOptions;
  readonly #home: string;
  readonly #urls: DatabaseUrls;
  readonly #nasIds: string[];
  readonly #subscriptionIds: string[];
  readonly #secret = new radius.SharedSecret('a secret of one NAS');

  constructor(options: FoldRateOptions, home: string, urls: DatabaseUrls) {
    this.#options = options;
    this.#home = home;
    this.#urls = urls;
    this.#nasIds = Array.from({ length: options.nasCount }, () => uuidv7());
    this.#subscriptionIds = Array.from({ length: options.sessions }, () => uuidv7());
  }

  async measure(): Promise<FoldRate> {
    const api = this.#open('api');
    await this.#sell(api);
    await api.close();
    if (this.#options.isMetered) await this.#meter();
    const { before, measured } = packetsOf(this.#options);
    if (before.length > 0) {
      await this.#write(before);
      await this.#drain(before.length, 0);
    }
    await this.#write(measured);
    return this.#drain(measured.length, before.length);
  }

  /** Starts the fold, waits until it has folded so many records, and says what that took. */
  async #drain(records: number, foldedBefore: number): Promise<FoldRate> {
    const watcher = this.#open('fold');
    const fold = this.#startFold();
    try {
      let position = await readProgress(watcher);
      while (position.records <= foldedBefore) {
        await sleep(10);
        position = await readProgress(watcher);
      }
      const first = { ...position, ...this.#usage(fold.pid!) };
      while (position.records < foldedBefore + records) {
        await sleep(50);
        position = await readProgress(watcher);
      }
      const last = { ...position, ...this.#usage(fold.pid!) };
      const seconds = (last.atMs - first.atMs) / 1_000;
      const counted = last.records - first.records;
      return {
        mix: this.#options.mix,
        records: counted,
        seconds: round(seconds, 2),
        recordsPerSecond: Math.round(counted / seconds),
        foldCpuMicrosecondsPerRecord: round((last.foldCpu - first.foldCpu) / counted, 1),
        databaseCpuMicrosecondsPerRecord: round((last.databaseCpu - first.databaseCpu) / counted, 1),
        walBytesPerRecord: Math.round((last.wal - first.wal) / counted),
        foldPeakMegabytes: Math.round(last.foldPeak / 1_000_000),
      };
    } finally {
      const ended = once(fold, 'exit');
      fold.send({ type: 'stop' });
      await ended;
      await watcher.close();
    }
  }

  #usage(foldPid: number): { foldCpu: number; databaseCpu: number; foldPeak: number } {
    const pidFile = readFileSync(join(this.#home, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${foldPid}/status`, 'utf8'));
    return {
      foldCpu: cpuOf(foldPid),
      databaseCpu: cpuOfTree(Number(pidFile.split('\n')[0])),
      foldPeak: Number(peak?.[1] ?? 0) * 1_024,
    };
  }

  #startFold(): ChildProcess {
    const { profileFolder } = this.#options;
    const fold = fork(program, ['fold'], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // As the supervisor starts it.
      env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'trunkline-fold-rate-cache') },
      execArgv: [...roleFlags, ...(profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [])],
    });
    const { role: config } = readConfig(
      { TRUNKLINE_HOME: this.#home, TRUNKLINE_LOG_LEVEL: 'warn' },
      this.#home,
    );
    const masterKey = Buffer.alloc(32, 7).toString('base64');
    fold.send({ type: 'start', config, databaseUrl: this.#urls.fold, masterKey });
    return fold;
  }

  /** Subscribers with a subscription each, and the routers, as the api's own role. */
  async #sell(database: Database): Promise<void> {
    await database.asOperator((tx) =>
      sql`insert into tenancy.tenant (id, code, name, currency, time_zone)
        values (${tenantId}, 'bench', 'bench', 'EUR', 'Asia/Baghdad')`.execute(tx),
    );
    const planId = uuidv7();
    const subscriberIds = this.#subscriptionIds.map(() => uuidv7());
    await database.inTenant(tenantId, async (tx) => {
      await sql`insert into plans.plan (tenant_id, id, name, payment, service, status)
        values (${tenantId}, ${planId}, 'home', 'prepaid', 'any', 'on_sale')`.execute(tx);
      await sql`insert into plans.plan_version (tenant_id, id, plan_id, number, download_bps, upload_bps,
          max_sessions, price_minor, currency)
        values (${tenantId}, ${planVersionId}, ${planId}, 1, 20000000, 5000000, 1, 1000, 'EUR')`.execute(tx);
      await sql`insert into nas.nas (tenant_id, id, name, prefix, secret_sealed, vendor, coa_port)
        select ${tenantId}::uuid, n.id, 'nas ' || n.i, ('10.255.' || n.i || '.1/32')::cidr, '\\x00', 'mikrotik', 3799
        from unnest(${this.#nasIds}::uuid[]) with ordinality as n (id, i)`.execute(tx);
      await sql`insert into subscribers.subscriber (tenant_id, id, username, username_key, password_sealed)
        select ${tenantId}::uuid, s.id, 'user' || s.i, 'user' || s.i, '\\x00'
        from unnest(${subscriberIds}::uuid[]) with ordinality as s (id, i)`.execute(tx);
      await sql`insert into subscriptions.subscription
          (tenant_id, id, subscriber_id, plan_id, plan_version_id, status, assigned_at, starts_at, activated_at)
        select ${tenantId}::uuid, s.id, s.subscriber_id, ${planId}::uuid, ${planVersionId}::uuid, 'active',
          ${new Date(startMs)}, ${new Date(startMs)}, ${new Date(startMs)}
        from unnest(${this.#subscriptionIds}::uuid[], ${subscriberIds}::uuid[]) as s (id, subscriber_id)`.execute(
        tx,
      );
    });
  }

  /** A meter for everybody, with all that one can have and no alarm within reach. */
  async #meter(): Promise<void> {
    const worker = this.#open('worker');
    await worker.acrossTenants((tx) =>
      sql`insert into quota.meter (tenant_id, subscriber_id, day, day_alarm_bytes, week, week_alarm_bytes, month,
          month_alarm_bytes, quota_period, quota_from, quota_limit_bytes, quota_alarm_bytes, quota_alarm_time_s)
        select tenant_id, id, '2000-01-01', 1e15::bigint, '2000-01-01', 1e15::bigint, '2000-01-01', 1e15::bigint,
          'one_time', '2000-01-01', 1e15::bigint, 1e15::bigint, 1e15::bigint from subscribers.subscriber`.execute(
        tx,
      ),
    );
    await worker.close();
  }

  async #write(packets: readonly FoldPacket[]): Promise<void> {
    const folder = join(this.#home, 'data', 'journal', 'bench');
    mkdirSync(folder, { recursive: true });
    const journal = await Journal.open({ folder, clock: systemClock });
    // A group holds 4 MiB: some 10,000 of these.
    for (let i = 0; i < packets.length; i += 5_000) {
      await Promise.all(packets.slice(i, i + 5_000).map((packet) => journal.append(this.#record(packet))));
    }
    await journal.close();
  }

  #record(packet: FoldPacket): Buffer {
    const nas = packet.session % this.#nasIds.length;
    return encodeAccountingRecord({
      receivedAtMs: packet.atMs,
      tenantId,
      nasId: this.#nasIds[nas]!,
      nasAddress: `10.255.${nas + 1}.1`,
      packet: encodePacket(packet, {
        nas,
        tenantId,
        subscriptionId: this.#subscriptionIds[packet.session]!,
        secret: this.#secret,
      }),
    });
  }

  #open(role: 'api' | 'fold' | 'worker'): Database {
    return new Database({
      url: this.#urls[role],
      applicationName: 'fold-rate',
      maxConnections: 1,
      statementTimeoutMs: 60_000,
    });
  }
}

async function readProgress(database: Database): Promise<{ records: number; atMs: number; wal: number }> {
  const { rows } = await database.acrossTenants((tx) =>
    sql<{ records: string; at: Date; wal: string }>`
      select records::text, recorded_at as at, (pg_current_wal_insert_lsn() - '0/0')::text as wal
      from sessions.journal_position`.execute(tx),
  );
  const row = rows[0];
  return { records: Number(row?.records ?? 0), atMs: row?.at.getTime() ?? 0, wal: Number(row?.wal ?? 0) };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** `node bench/radius/fold-rate.ts [--mix mixed|starts|interims] [--sessions N] [--metered] [--profile FOLDER]` */
async function main(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const { values } = parseArgs({
    options: {
      mix: { type: 'string' },
      sessions: { type: 'string' },
      metered: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  });
  console.info(
    await measureFold({
      ...standardFoldRate,
      mix: (values.mix ?? standardFoldRate.mix) as FoldMix,
      sessions: Number(values.sessions ?? standardFoldRate.sessions),
      isMetered: values.metered,
      ...(values.profile === undefined ? {} : { profileFolder: values.profile }),
    }),
  );
}

if (import.meta.main) await main();
