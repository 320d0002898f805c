import { isRowFault, type Database } from '../../../platform/db/index.ts';
import { ensureAuthLogDay, insertAuthLog } from './auth-log-store.ts';
import type { AuthLogRow } from './auth-log.ts';

const msPerDay = 24 * 3_600_000;
/** The days of a batch and its neighbours; a clock that jumps about does not fill the memory. */
const maxDaysKnown = 16;

export interface AuthLogWriterOptions {
  readonly database: Database;
  /** A row the database will never take, or (undefined) the database is away. */
  readonly onFault: (error: unknown, row: AuthLogRow | undefined) => void;
}

/** Writes batches of the authentication log, each day in a partition of its own. */
export class AuthLogWriter {
  readonly #options: AuthLogWriterOptions;
  readonly #days = new Set<number>();

  constructor(options: AuthLogWriterOptions) {
    this.#options = options;
  }

  /** Rejects when the database is away. A row that it refuses for what stands in it is told and left out. */
  readonly write = async (rows: readonly AuthLogRow[]): Promise<void> => {
    try {
      await this.#insert(rows);
    } catch (error) {
      if (!isRowFault(error)) {
        this.#options.onFault(error, undefined);
        throw error;
      }
      this.#days.clear();
      await this.#insertOneByOne(rows);
    }
  };

  async #insertOneByOne(rows: readonly AuthLogRow[]): Promise<void> {
    for (const row of rows) {
      try {
        await this.#insert([row]);
      } catch (error) {
        this.#options.onFault(error, row);
        if (!isRowFault(error)) throw error;
      }
    }
  }

  async #insert(rows: readonly AuthLogRow[]): Promise<void> {
    const { database } = this.#options;
    for (const row of rows) await this.#ensureDay(row.atMs);
    await database.acrossTenants((tx) => insertAuthLog(tx, rows));
  }

  async #ensureDay(atMs: number): Promise<void> {
    const day = Math.floor(atMs / msPerDay);
    if (this.#days.has(day)) return;
    await this.#options.database.acrossTenants((tx) => ensureAuthLogDay(tx, atMs));
    if (this.#days.size >= maxDaysKnown) this.#days.clear();
    this.#days.add(day);
  }
}
