import {
  PostgresDialect,
  Transaction,
  type CompiledQuery,
  type DatabaseConnection,
  type Kysely,
  type QueryResult,
} from 'kysely';
import { Query, type ClientBase, type QueryConfig, type QueryResult as PgResult } from 'pg';
import { PreparingClient } from './preparing-client.ts';
import type { DB } from './schema.gen.ts';

/** Both hold until the end of the transaction, which is the end of the one statement that follows. */
const enterText = `select set_config('app.tenant', $1, true), set_config('transaction_read_only', 'on', true)`;
const enterName = 'enter_tenant';

/** Connections that know how to enter a tenant. */
const prepared = new WeakSet<ClientBase>();

/**
 * Reads as one tenant without a transaction around all of it: each statement goes out together with the one that
 * says whom it speaks for, and PostgreSQL takes both as one transaction of their own. One way there and back for a
 * statement instead of four; what it sees is the same, because under READ COMMITTED each statement sees what is
 * committed when it begins. Nothing can be written.
 */
export class TenantRead implements DatabaseConnection {
  readonly #client: ClientBase;
  readonly #tenantId: string;
  #isOver = false;

  private constructor(client: ClientBase, tenantId: string) {
    this.#client = client;
    this.#tenantId = tenantId;
  }

  static async run<T>(
    client: ClientBase,
    { kysely, tenantId }: { kysely: Kysely<DB>; tenantId: string },
    work: (tx: Transaction<DB>) => Promise<T>,
  ): Promise<T> {
    if (!prepared.has(client)) {
      await client.query({ name: enterName, text: enterText, values: [tenantId] });
      prepared.add(client);
    }
    const read = new TenantRead(client, tenantId);
    const executor = kysely.getExecutor().withConnectionProvider({ provideConnection: (use) => use(read) });
    try {
      return await work(transactionOn(executor));
    } finally {
      read.#isOver = true;
    }
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    // The connection may be in a transaction of somebody else by now.
    if (this.#isOver) throw new Error('a read was used after its end');
    const client = this.#client;
    const preparing = client instanceof PreparingClient ? client : undefined;
    const name = preparing?.nameOf(sql);
    const values = [...parameters];
    const config: QueryConfig = { text: sql, values, ...(name !== undefined && { name }) };
    try {
      const { rows } = await send(client, new EnteringQuery(this.#tenantId, config));
      return { rows: rows as R[] };
    } catch (error) {
      preparing?.noticeFailure(error);
      throw error;
    }
  }

  streamQuery(): never {
    throw new Error('a read is no stream');
  }
}

/** Stores take a transaction, and each of these statements is one. */
function transactionOn(executor: ReturnType<Kysely<DB>['getExecutor']>): Transaction<DB> {
  return new Transaction<DB>({ config: { dialect }, dialect, driver, executor });
}

/** What a statement is executed on is handed over beside it, so this one opens nothing. */
const dialect = new PostgresDialect({ pool: () => Promise.reject(new Error('a read has its connection')) });
const driver = dialect.createDriver();

function send(client: ClientBase, query: EnteringQuery): Promise<PgResult> {
  return new Promise((resolve, reject) => {
    query.callback = (error, result) => (error ? reject(error) : resolve(result));
    client.query(query as unknown as Query);
  });
}

interface WireConnection {
  bind(config: { portal: string; statement: string; values: unknown[] }): void;
  execute(config: { portal: string }): void;
}

/** What the driver's own class of a statement has, of which its types tell nothing. */
interface DriverQuery {
  callback: (error: Error | null | undefined, result: PgResult) => void;
  prepare(connection: WireConnection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: WireConnection): void;
}
const DriverQuery = Query as unknown as new (config: QueryConfig & { queryMode: 'extended' }) => DriverQuery;

/** A statement that enters the tenant first, in one message to the server: nothing comes between the two. */
class EnteringQuery extends DriverQuery {
  readonly #tenantId: string;
  #hasEntered = false;

  constructor(tenantId: string, config: QueryConfig) {
    super({ ...config, queryMode: 'extended' });
    this.#tenantId = tenantId;
  }

  override prepare(connection: WireConnection): void {
    connection.bind({ portal: '', statement: enterName, values: [this.#tenantId] });
    connection.execute({ portal: '' });
    super.prepare(connection);
  }

  override handleDataRow(message: unknown): void {
    if (this.#hasEntered) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: WireConnection): void {
    if (this.#hasEntered) super.handleCommandComplete(message, connection);
    else this.#hasEntered = true;
  }
}
