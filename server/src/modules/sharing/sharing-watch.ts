import { setTimeout as sleep } from 'node:timers/promises';
import type { Sealer } from '../../platform/keys/index.ts';
import { listSyncedRouters, openRouterAccess } from '../nas/index.ts';
import { describeFailure, routerFailureKind, type Router, type RouterPool } from '../routers/index.ts';
import { loadSettings } from '../settings/index.ts';
import type { SharingDeps } from './decide-case.ts';
import { judgeTenant } from './judge-tenant.ts';
import { lookAtRouter, type Wanted } from './router/look-at-router.ts';
import { forgetRouter, listWatched, listWatchingTenants, writeLook } from './router-store.ts';
import { keepSightings } from './sighting-store.ts';

/** Shorter than an address stays on a list of the router. */
const passEveryMs = 5 * 60_000;
const maxRouters = 4_000;
/** Looked at at the same time: none of them is in a hurry. */
const atOnce = 8;
const lookTimeoutMs = 30_000;
const commandTimeoutMs = 15_000;
const longestFailure = 500;

export interface SharingWatchDeps extends SharingDeps {
  readonly sealer: Sealer;
  readonly pool: RouterPool;
  /** What nobody expects: the database away, a fault of ours. */
  readonly onFault: (error: unknown, place: { nasId?: string; tenantId?: string }) => void;
}

export interface SharingWatchStats {
  readonly passes: number;
  readonly failedLooks: number;
  readonly sightings: number;
  readonly opened: number;
}

/** Every few minutes: what the routers of tenants that have turned this on have listed, and what it comes to. */
export class SharingWatch {
  readonly #deps: SharingWatchDeps;
  readonly #stats = { passes: 0, failedLooks: 0, sightings: 0, opened: 0 };

  constructor(deps: SharingWatchDeps) {
    this.#deps = deps;
  }

  stats(): SharingWatchStats {
    return { ...this.#stats };
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.pass(signal);
      } catch (error) {
        if (!signal.aborted) this.#deps.onFault(error, {});
      }
      await sleep(passEveryMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One pass over all tenants; may be broken off and repeated. */
  async pass(signal?: AbortSignal): Promise<void> {
    const { database, onFault } = this.#deps;
    const rows = await database.acrossTenants((tx) => listSyncedRouters(tx, { limit: maxRouters }));
    const held = await database.acrossTenants((tx) => listWatched(tx, { limit: maxRouters }));
    const tenantIds = [...new Set([...rows, ...held].map(({ tenantId }) => tenantId))];
    const watching = new Set(await database.acrossTenants((tx) => listWatchingTenants(tx, tenantIds)));
    const holding = new Set(held.map(({ nasId }) => nasId));
    const routers = rows.flatMap((row): { router: Router; isWatched: boolean }[] => {
      const isWatched = watching.has(row.tenantId);
      const access = isWatched || holding.has(row.id) ? openRouterAccess(this.#deps.sealer, row) : undefined;
      return access ? [{ router: { tenantId: row.tenantId, nasId: row.id, access }, isWatched }] : [];
    });
    for (let at = 0; at < routers.length; at += atOnce) {
      if (signal?.aborted) return;
      await Promise.all(routers.slice(at, at + atOnce).map((one) => this.#look(one, signal)));
    }
    for (const tenantId of watching) {
      if (signal?.aborted) return;
      try {
        this.#stats.opened += await judgeTenant(this.#deps, tenantId);
      } catch (error) {
        onFault(error, { tenantId });
      }
    }
    this.#stats.passes++;
  }

  async #look(
    { router, isWatched }: { router: Router; isWatched: boolean },
    stopping: AbortSignal | undefined,
  ): Promise<void> {
    const { database, clock, pool, onFault } = this.#deps;
    const { tenantId, nasId } = router;
    const within = AbortSignal.timeout(lookTimeoutMs);
    const signal = stopping ? AbortSignal.any([stopping, within]) : within;
    const at = new Date(clock.now());
    try {
      const wanted = await this.#wanted(tenantId, isWatched);
      // Before the rules: a look that dies behind them is remembered, and they are taken away again one day.
      if (isWatched)
        await database.inTenant(tenantId, (tx) => writeLook(tx, { tenantId, nasId, at, failure: null }));
      const listed = await pool.run(
        router,
        (client) => lookAtRouter(client, wanted, { signal, timeoutMs: commandTimeoutMs }),
        { signal },
      );
      this.#stats.sightings += await database.inTenant(tenantId, async (tx) => {
        if (!isWatched) await forgetRouter(tx, { tenantId, nasId });
        return keepSightings(tx, { tenantId, nasId, at, listed });
      });
    } catch (error) {
      if (stopping?.aborted) return;
      this.#stats.failedLooks++;
      const kind = routerFailureKind(error);
      if (kind === undefined) return onFault(error, { nasId });
      const failure = `${kind}: ${describeFailure(error)}`.slice(0, longestFailure);
      await database.inTenant(tenantId, (tx) => writeLook(tx, { tenantId, nasId, at, failure }));
    }
  }

  async #wanted(tenantId: string, isWatched: boolean): Promise<Wanted> {
    if (!isWatched) return 'off';
    const settings = await this.#deps.database.inTenant(tenantId, (tx) => loadSettings(tx, tenantId));
    return { judgesBridged: settings['sharing.judgesBridged'] };
  }
}
