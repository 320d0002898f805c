import type { Clock, Random } from '@trunkline/kit';
import { RouterosClient, type RouterosCaller, type Row } from '@trunkline/routeros';
import type { RouterAccess } from '../nas/index.ts';
import { describeFailure, routerFailureKind, RouterUnavailable } from './router-failure.ts';
import { TurnQueue } from './turn-queue.ts';

/** For connecting and logging in together. */
const connectTimeoutMs = 5_000;
/** For a command that brings no time of its own. */
const callTimeoutMs = 10_000;
const keepaliveAfterMs = 45_000;
/** Nobody has asked for so long: the router has its session back. */
const closeAfterMs = 5 * 60_000;
const firstBackoffMs = 1_000;
const maxBackoffMs = 60_000;
/** Units of work at once on one router, which does them one after another anyway; and those that wait. */
const maxRunning = 8;
const maxWaiting = 256;
/**
 * An equal read within so long is answered with what is known. Shorter than the second at which pages look: with a
 * whole one every other look would be told the same counters again, a rate of nothing and then twice the rate.
 */
const readFreshMs = 500;
const maxRemembered = 32;

export interface RouterLinkDeps {
  clock: Clock;
  random: Random;
  /** Keeps the certificate that was met first, and answers the one that now holds. */
  learnFingerprint: (fingerprint: string) => Promise<string | null>;
}

export interface Print {
  readonly path: string;
  readonly queries?: readonly string[];
  readonly proplist?: readonly string[];
}

/** The one connection of this process to one router: made when it is needed, kept while it is. */
export class RouterLink {
  readonly access: RouterAccess;
  readonly #deps: RouterLinkDeps;
  readonly #turns = new TurnQueue({ maxRunning, maxWaiting });
  readonly #reads = new Map<string, { atMs: number; rows: Promise<readonly Row[]> }>();
  #fingerprint: string | null;
  #client: RouterosClient | undefined;
  #connecting: Promise<RouterosClient> | undefined;
  #failure: RouterUnavailable | undefined;
  #failuresInARow = 0;
  #retryAtMs = -Infinity;
  #usedAtMs: number;
  #aliveAtMs: number;
  #isClosed = false;

  constructor(access: RouterAccess, deps: RouterLinkDeps) {
    this.access = access;
    this.#deps = deps;
    this.#fingerprint = access.fingerprint;
    this.#usedAtMs = this.#aliveAtMs = deps.clock.monotonic();
  }

  get isOpen(): boolean {
    return this.#client?.isOpen === true;
  }

  get waiting(): number {
    return this.#turns.waiting;
  }

  /** Whether the connection made with this link's access serves the other as well. */
  serves(access: RouterAccess): boolean {
    const { fingerprint, ...rest } = access;
    const isSame = (Object.keys(rest) as (keyof typeof rest)[]).every(
      (key) => rest[key] === this.access[key],
    );
    return (
      isSame &&
      (fingerprint === this.#fingerprint || (fingerprint === null && this.access.fingerprint === null))
    );
  }

  /** Does the work on the connection, when its turn comes. Rejects with RouterUnavailable when there is none. */
  run<T>(
    work: (client: RouterosCaller) => Promise<T>,
    { signal }: { signal?: AbortSignal | undefined },
  ): Promise<T> {
    this.#usedAtMs = this.#deps.clock.monotonic();
    return this.#turns.take(async () => {
      signal?.throwIfAborted();
      const client = await this.#connected();
      signal?.throwIfAborted();
      try {
        return await work(client);
      } finally {
        this.#usedAtMs = this.#aliveAtMs = this.#deps.clock.monotonic();
      }
    }, signal);
  }

  /** The rows of a print; equal prints within half a second are one. */
  read(print: Print): Promise<readonly Row[]> {
    const nowMs = this.#deps.clock.monotonic();
    const key = JSON.stringify([print.path, print.queries ?? [], print.proplist ?? []]);
    const known = this.#reads.get(key);
    if (known && nowMs - known.atMs < readFreshMs) return known.rows;
    for (const [other, { atMs }] of this.#reads) if (nowMs - atMs >= readFreshMs) this.#reads.delete(other);
    const rows = this.run(async (client) => (await client.call(print.path, {}, print)).rows, {});
    if (this.#reads.size < maxRemembered) this.#reads.set(key, { atMs: nowMs, rows });
    return rows;
  }

  /** What the clock asks for: a sign of life, or the end of a connection that nobody uses. Answers whether it may go. */
  tick(): boolean {
    const nowMs = this.#deps.clock.monotonic();
    if (this.#turns.running > 0 || this.#connecting) return false;
    if (nowMs - this.#usedAtMs >= closeAfterMs) {
      this.#client?.close();
      this.#client = undefined;
      return true;
    }
    if (this.isOpen && nowMs - this.#aliveAtMs >= keepaliveAfterMs) {
      this.#aliveAtMs = nowMs;
      // A connection that fails this has ended by it, which the next work finds out.
      this.#client!.call('/system/identity/print').catch(() => undefined);
    }
    return false;
  }

  /** Work under way fails with RouterosClosed, work that waits with RouterUnavailable. */
  close(): void {
    this.#isClosed = true;
    this.#client?.close();
    this.#turns.close(new RouterUnavailable('closed', 'the connection is no longer needed'));
  }

  async #connected(): Promise<RouterosClient> {
    if (this.#client?.isOpen) return this.#client;
    if (this.#isClosed) throw new RouterUnavailable('closed', 'the connection is no longer needed');
    if (!this.#connecting && this.#failure && this.#deps.clock.monotonic() < this.#retryAtMs)
      throw this.#failure;
    this.#connecting ??= this.#connect().finally(() => (this.#connecting = undefined));
    return this.#connecting;
  }

  async #connect(): Promise<RouterosClient> {
    try {
      const client = await openClient(this.access, this.#fingerprint);
      try {
        await this.#learn(client);
      } catch (error) {
        client.close();
        throw error;
      }
      this.#client = client;
      if (this.#isClosed) client.close();
      this.#failure = undefined;
      this.#failuresInARow = 0;
      return client;
    } catch (error) {
      throw this.#failed(error);
    }
  }

  async #learn({ fingerprint }: RouterosClient): Promise<void> {
    if (fingerprint === undefined || this.#fingerprint !== null) return;
    this.#fingerprint = await this.#deps.learnFingerprint(fingerprint);
    if (this.#fingerprint === null || this.#fingerprint === fingerprint) return;
    throw new RouterUnavailable('fingerprint_changed', 'the router shows another certificate');
  }

  #failed(error: unknown): Error {
    const kind = routerFailureKind(error);
    if (kind === undefined) return error as Error;
    const backoffMs = Math.min(firstBackoffMs * 2 ** this.#failuresInARow++, maxBackoffMs);
    // Half of it by chance, so that routers that went down together are not asked together.
    const waitMs = backoffMs / 2 + this.#deps.random.integer(Math.ceil(backoffMs / 2) + 1);
    this.#retryAtMs = this.#deps.clock.monotonic() + waitMs;
    this.#failure = new RouterUnavailable(kind, describeFailure(error), { cause: error });
    return this.#failure;
  }
}

/** A connection of its own, without a second try; for a test as well. */
export function openClient(
  { address, port, usesTls, username, password }: RouterAccess,
  fingerprint: string | null,
): Promise<RouterosClient> {
  return RouterosClient.connect({
    host: address,
    port,
    ...(usesTls && { tls: fingerprint === null ? {} : { fingerprint } }),
    username,
    password,
    timeoutMs: connectTimeoutMs,
  });
}

export { callTimeoutMs, connectTimeoutMs };
