import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import type { RoleName } from './role-names.ts';

export interface RoleStatus {
  node: string;
  role: RoleName;
  pid: number;
  startedAtMs: number;
  beatAtMs: number;
  stats: Record<string, unknown>;
}

const timeoutMs = 2_000;
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Writes a role's row in platform.role_status over one connection of its own. */
export class RoleStatusStore {
  readonly #pool: Pool;
  #isWriting = false;

  constructor(databaseUrl: string) {
    this.#pool = new Pool({
      connectionString: databaseUrl,
      application_name: 'role-status',
      max: 1,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
      statement_timeout: timeoutMs,
    });
    // The pool replaces a broken idle connection at the next write, which then reports the trouble.
    this.#pool.on('error', () => {});
  }

  /** Rejects when the database is away. A beat that is due while the last one still waits is left out. */
  async write(status: RoleStatus): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    try {
      await this.#pool.query(
        `insert into platform.role_status (node, role, pid, version, started_at, beat_at, stats)
         values ($1, $2, $3, $4, to_timestamp($5::double precision / 1000), to_timestamp($6::double precision / 1000), $7)
         on conflict (node, role) do update set pid = excluded.pid, version = excluded.version,
           started_at = excluded.started_at, beat_at = excluded.beat_at, stats = excluded.stats`,
        [
          status.node,
          status.role,
          status.pid,
          version,
          status.startedAtMs,
          status.beatAtMs,
          JSON.stringify(status.stats, (_key, value: unknown) =>
            typeof value === 'bigint' ? Number(value) : value,
          ),
        ],
      );
    } finally {
      this.#isWriting = false;
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
