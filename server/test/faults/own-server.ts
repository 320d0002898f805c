import { chmodSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  bootstrapDatabase,
  Database,
  databaseRoles,
  migrate,
  type DatabasePasswords,
  type DatabaseRole,
  type DatabaseUrls,
} from '../../src/platform/db/index.ts';
import { EmbeddedPostgres } from '../../src/platform/postgres/index.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { until } from '../host/processes.ts';

/** Backends of a killed postmaster notice its death within a moment and hold its memory until then. */
const startTries = 40;
const startRetryMs = 250;

/** A PostgreSQL server with the product's database on it, started as the product does, to be broken. */
export class OwnServer implements TestDatabase {
  readonly urls: DatabaseUrls;
  readonly #folder: string;
  readonly #postgres: EmbeddedPostgres;
  readonly #open = new Map<DatabaseRole, Database>();

  private constructor(folder: string, postgres: EmbeddedPostgres, urls: DatabaseUrls) {
    this.#folder = folder;
    this.#postgres = postgres;
    this.urls = urls;
  }

  static async start(): Promise<OwnServer> {
    const folder = mkdtempSync(join(tmpdir(), 'trunkline-own-server-'));
    // PostgreSQL's own user must be able to walk through.
    chmodSync(folder, 0o755);
    const postgres = new EmbeddedPostgres({
      dataDirectory: folder,
      sharedRoot: join(folder, 'shared'),
      superuserPassword: 'of-a-test',
      say: () => {},
    });
    await postgres.start(() => {});
    const passwords = Object.fromEntries(
      databaseRoles.map((role) => [role, `test-${role}`]),
    ) as DatabasePasswords;
    const adminUrl = postgres.adminUrl()!;
    const urls = await bootstrapDatabase({ adminUrl, passwords, databaseName: 'trunkline' });
    await migrate(urls);
    return new OwnServer(folder, postgres, urls);
  }

  as(role: DatabaseRole): Database {
    const database =
      this.#open.get(role) ??
      new Database({
        url: this.urls[role],
        applicationName: `test-${role}`,
        maxConnections: 4,
        statementTimeoutMs: 60_000,
      });
    this.#open.set(role, database);
    return database;
  }

  /** kill -9 of the postmaster alone; its backends are left to notice. */
  async kill(): Promise<void> {
    const postmaster = this.#postmaster();
    process.kill(postmaster, 'SIGKILL');
    await until('the postmaster is gone', () => !isAlive(postmaster));
  }

  /** Immediate shutdown, as `pg_ctl -m immediate` asks for: no checkpoint, the next start recovers. */
  async crash(): Promise<void> {
    const postmaster = this.#postmaster();
    this.#postgres.kill();
    await until('the postmaster is gone', () => !isAlive(postmaster));
  }

  /** Starts it again on its port. */
  async restart(): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#postgres.start(() => {});
      } catch (error) {
        if (tries === startTries) throw error;
        await delay(startRetryMs);
      }
    }
  }

  /** Stops every process of the server where it stands: it accepts connections and says nothing more. */
  freeze(): void {
    this.#signalAll('SIGSTOP');
  }

  thaw(): void {
    this.#signalAll('SIGCONT');
  }

  async drop(): Promise<void> {
    await Promise.all([...this.#open.values()].map((database) => database.close()));
    await this.#postgres.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #postmaster(): number {
    const file = join(realpathSync(join(this.#folder, 'postgres')), 'cluster', 'postmaster.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  }

  #signalAll(signal: 'SIGSTOP' | 'SIGCONT'): void {
    const postmaster = this.#postmaster();
    // The postmaster first: a stopped one forks no backend behind our back.
    process.kill(postmaster, signal);
    for (const child of childrenOf(postmaster)) signalIfThere(child, signal);
  }
}

/** A backend may end at any moment. */
function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isAlive(pid: number): boolean {
  return readStat(pid)?.state !== undefined && readStat(pid)?.state !== 'Z';
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => readStat(pid)?.parent === parent);
}

function readStat(pid: number): { state: string; parent: number } | undefined {
  try {
    // The name of the program stands in brackets and may hold anything.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return { state: state!, parent: Number(parent) };
  } catch {
    // It has ended.
    return undefined;
  }
}
