import { createHash } from 'node:crypto';
import { Client, type ClientConfig, type QueryConfig } from 'pg';

/** A statement is prepared when it comes again so often: what is asked once stays as cheap as it was. */
const usesBefore = 3;
/** Statements prepared on one connection. Each holds some 100 kB of PostgreSQL's memory there. */
const mostPrepared = 40;
/** Statements whose uses are counted; beyond it, counting begins anew. */
const mostCounted = 500;
/** "cached plan must not change result type": the table was altered while the connection was open. */
const staleStatement = '0A000';

/**
 * A connection that prepares the statements which come again and again, so that PostgreSQL parses them once and
 * plans them a few times: for the short statements of pages, planning is half of the cost. For roles whose plans may
 * be generic; what is asked rarely, or has no parameters, is not touched.
 */
export class PreparingClient extends Client {
  readonly #uses = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #generation = 0;

  constructor(config?: string | ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...parameters: unknown[]) => unknown;
    const query = (text: unknown, values: unknown, ...rest: unknown[]): unknown => {
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || rest.length > 0) {
        return send(text, values, ...rest);
      }
      const name = this.nameOf(text);
      if (name === undefined) return send(text, values);
      const config: QueryConfig = { name, text, values: values as unknown[] };
      return (send(config) as Promise<unknown>).catch((error: unknown) => {
        this.noticeFailure(error);
        throw error;
      });
    };
    this.query = query as typeof this.query;
  }

  /** Counts a use, and answers under which name to send the statement; undefined: without one. */
  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= mostPrepared) return known;
    if (this.#uses.size >= mostCounted) this.#uses.clear();
    const uses = (this.#uses.get(text) ?? 0) + 1;
    this.#uses.set(text, uses);
    if (uses < usesBefore) return undefined;
    this.#uses.delete(text);
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    const name = `p${this.#generation}_${hash}`;
    this.#names.set(text, name);
    return name;
  }

  /** After a change of a table the next use of each is prepared under another name; this request has failed. */
  noticeFailure(error: unknown): void {
    if ((error as { code?: unknown }).code !== staleStatement) return;
    this.#names.clear();
    this.#generation += 1;
  }
}
