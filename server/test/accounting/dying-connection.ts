import type { Pool, PoolClient } from 'pg';

/** Where a connection breaks: at its nth statement, unsent, or done while nobody hears of it. */
export interface Death {
  atStatement: number;
  isDone: boolean;
}

/** Breaks the connections of a pool as when the process is killed: at a statement of the test's choice. */
export class DyingConnection {
  #statements = 0;
  #death: Death | undefined;

  constructor(pool: Pool) {
    pool.on('connect', (client) => this.#watch(client));
  }

  /** Whether what was planned has happened. */
  get hasDied(): boolean {
    return this.#death === undefined;
  }

  /** From the next statement on; undefined: no more. */
  plan(death: Death | undefined): void {
    this.#statements = 0;
    this.#death = death;
  }

  /** The socket goes, and an answer under way is never heard. */
  #watch(client: PoolClient): void {
    const query = client.query.bind(client) as (...parts: unknown[]) => Promise<unknown>;
    const broken = async (...parts: unknown[]): Promise<unknown> => {
      if (this.#death?.atStatement !== ++this.#statements) return query(...parts);
      const { isDone } = this.#death;
      this.#death = undefined;
      if (isDone) await query(...parts);
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      throw new Error('the connection is gone');
    };
    Object.assign(client, { query: broken });
  }
}
