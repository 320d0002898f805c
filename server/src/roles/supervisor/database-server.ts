import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@trunkline/kit';
import type { Config } from '../../platform/config/index.ts';
import { EmbeddedPostgres } from '../../platform/postgres/index.ts';
import { BackOff } from './back-off.ts';

/** Where PostgreSQL's data and programs go when its own user cannot reach them at home. */
const sharedRoot = '/var/lib/trunkline';

/** The server that the product's database lives on: the embedded one, or the one that DATABASE_URL names. */
export interface DatabaseServer {
  /** One line for people, without a password. */
  readonly place: string;
  /** The administrator's URL, or undefined while it is not known because the server never started. */
  adminUrl(): string | undefined;
  /** Resolves when it can be connected to, as far as this process can tell. */
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): void;
}

export interface DatabaseServerOptions {
  config: Config;
  superuserPassword: string;
  clock: Clock;
  signal: AbortSignal;
  say: (sentence: string) => void;
  /** The embedded server came back after a crash, perhaps on another port. */
  onReturn: () => void;
}

export function chooseDatabaseServer(options: DatabaseServerOptions): DatabaseServer {
  const { databaseUrl } = options.config;
  return databaseUrl ? theirServer(databaseUrl.reveal()) : new OwnServer(options);
}

function theirServer(adminUrl: string): DatabaseServer {
  const { host } = new URL(adminUrl);
  return {
    place: `PostgreSQL at ${host} (DATABASE_URL)`,
    adminUrl: () => adminUrl,
    start: async () => {},
    stop: async () => {},
    kill: () => {},
  };
}

/** The embedded server, started again whenever it ends by itself. */
class OwnServer implements DatabaseServer {
  readonly place: string;
  readonly #options: DatabaseServerOptions;
  readonly #postgres: EmbeddedPostgres;
  readonly #backOff = new BackOff({ firstMs: 500, lastMs: 30_000, calmMs: 60_000 });
  #startedAtMs = 0;
  #returning: Promise<void> = Promise.resolve();

  constructor(options: DatabaseServerOptions) {
    const { config, superuserPassword, say } = options;
    this.#options = options;
    this.#postgres = new EmbeddedPostgres({
      dataDirectory: config.role.dataDirectory,
      sharedRoot,
      superuserPassword,
      say,
    });
    this.place = `embedded PostgreSQL 18 in ${config.role.dataDirectory}/postgres`;
  }

  adminUrl(): string | undefined {
    return this.#postgres.adminUrl();
  }

  async start(): Promise<void> {
    this.#startedAtMs = this.#options.clock.monotonic();
    await this.#postgres.start((how) => {
      this.#returning = this.#comeBack(how);
    });
  }

  async stop(): Promise<void> {
    await this.#postgres.stop();
    // A return that was under way may have started it once more.
    await this.#returning;
    await this.#postgres.stop();
  }

  kill(): void {
    this.#postgres.kill();
  }

  async #comeBack(how: string): Promise<void> {
    const { clock, say, signal, onReturn } = this.#options;
    let reason = `PostgreSQL ended (${how})`;
    while (!signal.aborted) {
      const waitMs = this.#backOff.next(clock.monotonic() - this.#startedAtMs);
      say(`${reason}; it starts again in ${waitMs / 1_000} s. Logins go on meanwhile.`);
      await sleep(waitMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        await this.start();
        if (signal.aborted) return;
        say('PostgreSQL is back.');
        onReturn();
        return;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
  }
}
