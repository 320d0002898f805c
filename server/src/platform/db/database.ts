import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import { Pool, types } from 'pg';
import { FieldNames } from './field-names.ts';
import { PreparingClient } from './preparing-client.ts';
import type { DB } from './schema.gen.ts';
import { TenantRead } from './tenant-read.ts';

/**
 * A transaction that knows whom it speaks for. The only way to tenant rows: without a tenant set,
 * row-level security shows none.
 */
export type Tx = Transaction<DB>;

export interface DatabaseOptions {
  /** The URL of one of the product's own database roles, never of a superuser. */
  url: string;
  /** Shown in pg_stat_activity. */
  applicationName: string;
  maxConnections: number;
  statementTimeoutMs: number;
  /** Prepares what is asked again and again; see PreparingClient for whom that is right. */
  preparesStatements?: boolean;
  /** Called when a connection breaks, perhaps twice; the pool replaces it by itself. */
  onIdleError?: (error: Error) => void;
}

/** Waiting longer for a connection means that the database is away; callers answer 503 or keep silent. */
const connectTimeoutMs = 2_000;
const lockTimeoutMs = 2_000;
const idleInTransactionTimeoutMs = 10_000;

/** A pool of connections as one database role. */
export class Database {
  readonly kysely: Kysely<DB>;
  readonly pool: Pool;

  constructor(options: DatabaseOptions) {
    this.pool = new Pool({
      connectionString: options.url,
      application_name: options.applicationName,
      max: options.maxConnections,
      connectionTimeoutMillis: connectTimeoutMs,
      // The server's own limit, and one on this side for a server that hangs without closing.
      statement_timeout: options.statementTimeoutMs,
      query_timeout: options.statementTimeoutMs + 1_000,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
      types: { getTypeParser },
      ...(options.preparesStatements && { Client: PreparingClient }),
    });
    this.pool.on('error', (error) => options.onIdleError?.(error));
    // A connection that breaks while a transaction holds it tells only itself, besides failing the query;
    // without a listener that would end the process.
    this.pool.on('connect', (client) => client.on('error', (error) => options.onIdleError?.(error)));
    this.kysely = new Kysely<DB>({
      dialect: new PostgresDialect({ pool: this.pool }),
      plugins: [new FieldNames()],
    });
  }

  /** Runs `work` in one transaction that sees and writes the rows of this tenant alone. */
  inTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.kysely.transaction().execute(async (tx) => {
      await sql`select set_config('app.tenant', ${tenantId}, true)`.execute(tx);
      return work(tx);
    });
  }

  /**
   * As `inTenant` for work that only reads: each statement is a transaction of its own that refuses to write, and
   * costs one way to the server and back instead of its share of four. Not for what must see one moment in several
   * statements, or lock.
   */
  async readInTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      return await TenantRead.run(client, { kysely: this.kysely, tenantId }, work);
    } finally {
      client.release();
    }
  }

  /**
   * Runs `work` as the platform operator, who sees the registry of tenants but no tenant's rows. The
   * caller has checked that the person is one.
   */
  asOperator<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.kysely.transaction().execute(async (tx) => {
      await sql`select set_config('app.operator', 'on', true)`.execute(tx);
      return work(tx);
    });
  }

  /**
   * Runs `work` without a tenant, for the roles whose own policies let them see the tables they serve
   * across tenants (radius, fold, worker), and for sign-in.
   */
  acrossTenants<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.kysely.transaction().execute(work);
  }

  async close(): Promise<void> {
    await this.kysely.destroy();
  }
}

/** Sets the tenant for the rest of a transaction that began without one, as creating a tenant does. */
export async function enterTenant(tx: Tx, tenantId: string): Promise<void> {
  await sql`select set_config('app.tenant', ${tenantId}, true)`.execute(tx);
}

/** Type numbers of PostgreSQL's catalogue. */
const int8 = 20;
const date = 1082;
const int8Array = 1016;

/** The one place that says how PostgreSQL's types arrive: int8 as bigint, a date as its text. */
function getTypeParser(oid: number): (value: string) => unknown {
  if (oid === int8) return BigInt;
  if (oid === date) return String;
  if (oid === int8Array) return parseBigintArray;
  return types.getTypeParser(oid) as (value: string) => unknown;
}

function parseBigintArray(value: string): (bigint | null)[] {
  const inner = value.slice(1, -1);
  return inner === '' ? [] : inner.split(',').map((item) => (item === 'NULL' ? null : BigInt(item)));
}
