import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '@trunkline/kit';
import { RouterosTrap } from '@trunkline/routeros';
import type { Database } from '../../../platform/db/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';
import { listSyncedRouters, openRouterAccess, onlyAddress } from '../../nas/index.ts';
import { describeFailure, routerFailureKind } from '../router-failure.ts';
import type { RouterPool } from '../router-pool.ts';
import type { Router } from '../router.ts';
import { readOpenSessions } from './open-session-store.ts';
import { writeAnswered, writeFailed } from './router-state-store.ts';
import type { ZoneLook } from '../zones/zone-sync.ts';
import { RouterSync, type GoneSession, type PassResult, type SessionSample } from './router-sync.ts';

/** How often each router is looked at. */
export const syncEveryMs = 30_000;
/** A router that takes longer is given up until its next turn. */
const passTimeoutMs = 25_000;
const listEveryMs = 10_000;
const maxRouters = 4_000;
/** Sessions written in one transaction: its rows are locked for a moment only. */
const maxWrittenAtOnce = 500;

/** What a pass leads to, each wired by the role to the module whose it is. */
export interface QuotaSyncFaces {
  /** Merges counts into sessions and meters. */
  recordSamples: (samples: readonly SessionSample[]) => Promise<void>;
  /** Closes sessions that are over, and tells the open pages. */
  closeGone: (gone: readonly GoneSession[]) => Promise<void>;
  /** Looks after the router's zones; what it found is committed behind the sessions' counts. */
  lookAtZones: (
    router: Router,
    options: { signal: AbortSignal; address: string | undefined },
  ) => Promise<ZoneLook | undefined>;
  /** Looks after the walled garden of the router's hotspots. */
  lookAtGarden: (router: Router, options: { signal: AbortSignal }) => Promise<void>;
}

export interface QuotaSyncDeps extends QuotaSyncFaces {
  database: Database;
  sealer: Sealer;
  pool: RouterPool;
  clock: Clock;
  /** What nobody expects: the database away, a fault of ours. */
  onFault: (error: unknown, place: { nasId?: string }) => void;
}

export interface QuotaSyncStats {
  routers: number;
  passes: number;
  failedPasses: number;
  matched: number;
  samples: number;
  closed: number;
}

interface Turn {
  router: Router;
  /** Of a router that shares its NAS with others. */
  address: string | undefined;
  readonly sync: RouterSync;
  readonly stopping: AbortController;
}

/**
 * Looks at every router with an API each 30 s, each in a loop of its own that begins somewhere in the interval: one that
 * is dead or slow delays none but itself, and the work is spread.
 */
export class QuotaSync {
  readonly #deps: QuotaSyncDeps;
  readonly #turns = new Map<string, Turn>();
  readonly #running = new Set<string>();
  readonly #loops = new Set<Promise<void>>();
  readonly #stats = { passes: 0, failedPasses: 0, samples: 0, closed: 0 };
  readonly #matched = new Map<string, number>();

  constructor(deps: QuotaSyncDeps) {
    this.#deps = deps;
  }

  stats(): QuotaSyncStats {
    let matched = 0;
    for (const count of this.#matched.values()) matched += count;
    return { ...this.#stats, routers: this.#turns.size, matched };
  }

  /** Goes on until the signal, and ends when the last pass has. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.load();
        for (const [key, turn] of this.#turns) if (!this.#running.has(key)) this.#begin(key, turn);
      } catch (error) {
        this.#deps.onFault(error, {});
      }
      await sleep(listEveryMs, undefined, { signal }).catch(() => undefined);
    }
    for (const turn of this.#turns.values()) turn.stopping.abort();
    await Promise.all(this.#loops);
  }

  /** Reads which routers there are. */
  async load(): Promise<void> {
    const { database, sealer, clock } = this.#deps;
    const rows = await database.acrossTenants((tx) => listSyncedRouters(tx, { limit: maxRouters }));
    const seen = new Set<string>();
    for (const row of rows) {
      const access = openRouterAccess(sealer, row);
      if (!access) continue;
      const { tenantId, id: nasId } = row;
      const router = { tenantId, nasId, access };
      const address = onlyAddress(row.prefix) === undefined ? access.address : undefined;
      seen.add(nasId);
      const known = this.#turns.get(nasId);
      if (known) Object.assign(known, { router, address });
      else
        this.#turns.set(nasId, {
          router,
          address,
          sync: new RouterSync({ tenantId, clock }),
          stopping: new AbortController(),
        });
    }
    for (const [nasId, turn] of this.#turns) {
      if (seen.has(nasId)) continue;
      turn.stopping.abort();
      this.#turns.delete(nasId);
      this.#matched.delete(nasId);
    }
  }

  /** One pass over every router at once. */
  async passAll(): Promise<void> {
    await Promise.all([...this.#turns.values()].map((turn) => this.#pass(turn)));
  }

  #begin(nasId: string, turn: Turn): void {
    this.#running.add(nasId);
    const loop = this.#loop(nasId, turn).finally(() => {
      this.#running.delete(nasId);
      this.#loops.delete(loop);
    });
    this.#loops.add(loop);
  }

  async #loop(nasId: string, turn: Turn): Promise<void> {
    const { clock } = this.#deps;
    const { signal } = turn.stopping;
    const offsetMs = offsetOf(nasId);
    while (!signal.aborted) {
      const sinceMs = (((clock.monotonic() - offsetMs) % syncEveryMs) + syncEveryMs) % syncEveryMs;
      await sleep(syncEveryMs - sinceMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.#pass(turn);
    }
  }

  async #pass(turn: Turn): Promise<void> {
    const { clock, onFault } = this.#deps;
    const { router, sync } = turn;
    const startedMs = clock.monotonic();
    const signal = AbortSignal.any([turn.stopping.signal, AbortSignal.timeout(passTimeoutMs)]);
    try {
      const zones = await settled(this.#deps.lookAtZones(router, { signal, address: turn.address }));
      const garden = await settled(this.#deps.lookAtGarden(router, { signal }));
      const sampled = zones.value?.sessionIds;
      const result = await this.#deps.pool.run(
        router,
        (client) => sync.look(client, () => this.#readOpen(turn), { signal, sampled }),
        { signal },
      );
      await this.#write(result);
      await zones.value?.commit();
      this.#stats.passes++;
      this.#matched.set(router.nasId, result.matched);
      const passMs = Math.round(clock.monotonic() - startedMs);
      await this.#keep((tx) => writeAnswered(tx, { ...router, at: new Date(clock.now()), passMs, result }));
      // Told behind the counts, which it must not keep from being read.
      if (zones.error !== undefined) throw zones.error;
      if (garden.error !== undefined) throw garden.error;
    } catch (error) {
      if (turn.stopping.signal.aborted) return;
      this.#stats.failedPasses++;
      const kind = routerFailureKind(error);
      if (kind === undefined) return onFault(error, { nasId: router.nasId });
      const failure = `${kind}: ${describeFailure(error)}`;
      await this.#keep((tx) => writeFailed(tx, { ...router, at: new Date(clock.now()), failure }));
    }
  }

  #readOpen({ router, address }: Turn) {
    const { tenantId, nasId } = router;
    return this.#deps.database.acrossTenants((tx) => readOpenSessions(tx, { tenantId, nasId, address }));
  }

  async #write({ samples, gone }: PassResult): Promise<void> {
    for (let at = 0; at < samples.length; at += maxWrittenAtOnce) {
      await this.#deps.recordSamples(samples.slice(at, at + maxWrittenAtOnce));
    }
    for (let at = 0; at < gone.length; at += maxWrittenAtOnce) {
      await this.#deps.closeGone(gone.slice(at, at + maxWrittenAtOnce));
    }
    this.#stats.samples += samples.length;
    this.#stats.closed += gone.length;
  }

  async #keep(write: Parameters<Database['acrossTenants']>[0]): Promise<void> {
    try {
      await this.#deps.database.acrossTenants(write);
    } catch (error) {
      this.#deps.onFault(error, {});
    }
  }
}

/** Where in the interval a router's turn is: the same after a restart, and spread over all. */
function offsetOf(nasId: string): number {
  return Number.parseInt(nasId.slice(-8), 16) % syncEveryMs;
}

/** What became of it: a router that refuses one thing is still asked for the other. */
async function settled<T>(work: Promise<T>): Promise<{ value?: T; error?: unknown }> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof RouterosTrap) return { error };
    throw error;
  }
}
