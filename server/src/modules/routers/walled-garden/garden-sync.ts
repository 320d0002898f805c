import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import type { RouterPool } from '../router-pool.ts';
import type { Router } from '../router.ts';
import { gardenRules } from './garden-rules.ts';
import { readGarden } from './garden-store.ts';
import { reconcileGarden } from './reconcile-garden.ts';

/** A router that held what is wanted is looked at again so seldom, or when something else is wanted. */
const lookAgainAfterMs = 10 * 60_000;
const commandTimeoutMs = 15_000;

/** The walled garden of hotspots on the routers. */
export class GardenSync {
  readonly #deps: { database: Database; pool: RouterPool; clock: Clock };
  /** What each router was last seen to hold. */
  readonly #held = new Map<string, { wanted: string; atMs: number }>();
  readonly #stats = { changes: 0, outOfStep: 0 };

  constructor(deps: { database: Database; pool: RouterPool; clock: Clock }) {
    this.#deps = deps;
  }

  stats(): { changes: number; outOfStep: number } {
    return { ...this.#stats };
  }

  /** One look at a router, harmless to repeat. */
  async look(router: Router, { signal }: { signal: AbortSignal }): Promise<void> {
    const { database, pool, clock } = this.#deps;
    const { tenantId, nasId } = router;
    const rules = gardenRules(await database.acrossTenants((tx) => readGarden(tx, { tenantId, nasId })));
    const wanted = JSON.stringify(rules);
    const held = this.#held.get(nasId);
    const nowMs = clock.monotonic();
    if (held?.wanted === wanted && nowMs - held.atMs < lookAgainAfterMs) return;
    const { changes, isInStep } = await pool.run(
      router,
      (client) => reconcileGarden(client, rules, { signal, timeoutMs: commandTimeoutMs }),
      { signal },
    );
    this.#stats.changes += changes;
    if (isInStep) this.#held.set(nasId, { wanted, atMs: nowMs });
    else this.#stats.outOfStep++;
  }
}
