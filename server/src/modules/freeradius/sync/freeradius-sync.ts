import { setTimeout as delay } from 'node:timers/promises';
import { endStuckLogins, forgetBridgesOff } from './bridge-store.ts';
import { makeEverybodyDue, pullBack } from './due-store.ts';
import { followChanges } from './follow-changes.ts';
import { makeEmptyDue } from './group-store.ts';
import { batchGroups, syncGroups } from './sync-groups.ts';
import { syncRouters } from './sync-routers.ts';
import { batchSubscribers, longestWaitMs, syncSubscribers, type SyncDeps } from './sync-subscribers.ts';

const lookEveryMs = 250;
/** What a missed or turned clock leaves behind is looked for this often. */
const tidyEveryMs = 60_000;
/** Transactions of FreeRADIUS's logins that do not end are looked for this often. */
const watchEveryMs = 1_000;
/** While the database is away, asked again after this at most. */
const maxBackoffMs = 5_000;
/** Rounds of one look, after which a stopping worker stops. */
const maxRounds = 200;
const maxForgotten = 5_000;
/** Rows are never put off for longer by a clock that is right. */
const furthestMs = longestWaitMs + 3_600_000;

export interface FreeradiusSyncDeps extends SyncDeps {
  /** Told when a look fails; the next one tries again. */
  readonly onLookFault: (error: unknown) => void;
}

export interface FreeradiusSyncStats {
  /** Subscribers and groups that were looked at. */
  subscribers: number;
  groups: number;
  failures: number;
}

/**
 * Keeps the tables of all tenants whose bridge is on in step: follows what changed, then writes what differs. Any number
 * of workers may run it; each takes what no other holds.
 */
export class FreeradiusSync {
  readonly #deps: FreeradiusSyncDeps;
  readonly #stats: FreeradiusSyncStats = { subscribers: 0, groups: 0, failures: 0 };
  #tidyAtMs = -Infinity;
  #watchAtMs = -Infinity;

  constructor(deps: FreeradiusSyncDeps) {
    this.#deps = deps;
  }

  stats(): Readonly<FreeradiusSyncStats> {
    return this.#stats;
  }

  async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.look(signal);
        failures = 0;
      } catch (error) {
        // Once per outage: the database may be away for an hour.
        if (failures++ === 0) this.#deps.onLookFault(error);
        this.#stats.failures++;
      }
      const waitMs = Math.min(lookEveryMs * 2 ** Math.min(failures, 10), maxBackoffMs);
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One look: until nothing is due. Each round follows the feed first, so that no backlog holds up the news. */
  async look(signal?: AbortSignal): Promise<void> {
    await this.#tidy();
    for (let round = 0; round < maxRounds; round++) {
      if (signal?.aborted === true || !(await this.#round())) return;
    }
  }

  /** Routers say which vendors there are, groups are written before who is in them. Answers whether more is due. */
  async #round(): Promise<boolean> {
    const { database, clock } = this.#deps;
    await this.#endStuckLogins();
    await followChanges({ database });
    const routers = await syncRouters(this.#deps);
    const groups = await syncGroups(this.#deps);
    const everybody = await database.acrossTenants((tx) => makeEverybodyDue(tx, { nowMs: clock.now() }));
    const subscribers = await syncSubscribers(this.#deps);
    this.#stats.groups += groups;
    this.#stats.subscribers += subscribers;
    return routers || everybody || groups === batchGroups || subscribers === batchSubscribers;
  }

  async #endStuckLogins(): Promise<void> {
    const { database, clock } = this.#deps;
    if (clock.monotonic() < this.#watchAtMs) return;
    this.#watchAtMs = clock.monotonic() + watchEveryMs;
    await database.acrossTenants(endStuckLogins);
  }

  async #tidy(): Promise<void> {
    const { database, clock } = this.#deps;
    if (clock.monotonic() < this.#tidyAtMs) return;
    this.#tidyAtMs = clock.monotonic() + tidyEveryMs;
    await database.acrossTenants((tx) => pullBack(tx, { nowMs: clock.now(), furthestMs }));
    await database.acrossTenants(makeEmptyDue);
    await database.acrossTenants((tx) => forgetBridgesOff(tx, { limit: maxForgotten }));
  }
}
