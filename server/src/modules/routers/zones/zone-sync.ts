import type { Clock } from '@trunkline/kit';
import type { SimpleQueue } from '@trunkline/routeros';
import type { Database } from '../../../platform/db/index.ts';
import type { RouterPool } from '../router-pool.ts';
import type { Router } from '../router.ts';
import { isZoneQueue } from './plan-zone-changes.ts';
import { reconcileZones } from './reconcile-zones.ts';
import { zoneQueueName } from './zone-objects.ts';
import { readSessionZones, readZones, type SessionZone } from './zone-store.ts';

/** Where nothing is wanted, it is seldom looked whether something was left behind. */
const lookAgainAfterMs = 10 * 60_000;
const commandTimeoutMs = 15_000;
/** What a queue has counted is taken as spread over the time between two looks. */
const lookEveryMs = 30_000;

/** What a look at the zones of a router has found, to be written once the sessions' own counts are. */
export interface ZoneLook {
  /** Sessions with free bytes: their own counts are to be written first. */
  readonly sessionIds: ReadonlySet<string>;
  commit(): Promise<void>;
}

/** Bytes of a session to a free zone since the last look. */
export interface FreeTraffic {
  readonly tenantId: string;
  readonly sessionId: string;
  readonly subscriberId: string;
  readonly zoneId: string;
  /** The time that it covers. */
  readonly fromMs: number;
  readonly atMs: number;
  readonly downloadBytes: number;
  readonly uploadBytes: number;
}

export interface ZoneSyncDeps {
  database: Database;
  pool: RouterPool;
  clock: Clock;
  /** Takes bytes off what counts. */
  creditFree: (traffic: readonly FreeTraffic[]) => Promise<void>;
}

interface Counted {
  readonly zone: SessionZone;
  readonly downloadBytes: number;
  readonly uploadBytes: number;
}

/** The zones of the routers: their lists, marks and queues, and what the queues of free zones have counted. */
export class ZoneSync {
  readonly #deps: ZoneSyncDeps;
  /** By router and queue: one entry for each free zone of an open session. */
  readonly #counted = new Map<string, ReadonlyMap<string, Counted>>();
  readonly #lookedAtMs = new Map<string, number>();
  readonly #stats = { changes: 0, outOfStep: 0 };

  constructor(deps: ZoneSyncDeps) {
    this.#deps = deps;
  }

  stats(): { changes: number; outOfStep: number } {
    return { ...this.#stats };
  }

  /** One look at a router, harmless to repeat; undefined: there is nothing of zones there. */
  async look(
    router: Router,
    { signal, address }: { signal: AbortSignal; address: string | undefined },
  ): Promise<ZoneLook | undefined> {
    const { database, pool, clock } = this.#deps;
    const { tenantId, nasId } = router;
    const { zones, sessions } = await database.acrossTenants(async (tx) => ({
      zones: await readZones(tx, { tenantId, nasId }),
      sessions: await readSessionZones(tx, { tenantId, nasId, address }),
    }));
    const queues = zones.length === 0 ? [] : sessions;
    const nowMs = clock.monotonic();
    const isIdle = zones.length === 0 && !this.#counted.has(nasId);
    if (isIdle && nowMs - (this.#lookedAtMs.get(nasId) ?? -Infinity) < lookAgainAfterMs) return undefined;
    const { present, changes, isInStep } = await pool.run(
      router,
      (client) => reconcileZones(client, { zones, queues }, { signal, timeoutMs: commandTimeoutMs }),
      { signal },
    );
    this.#lookedAtMs.set(nasId, nowMs);
    this.#stats.changes += changes;
    if (!isInStep) this.#stats.outOfStep++;
    // Counted before they were changed: a queue that was taken away is heard a last time.
    const atMs = clock.now();
    const { traffic, counted } = countFree(this.#counted.get(nasId), {
      queues: present.queues,
      sessions: queues,
      span: { fromMs: atMs - lookEveryMs, atMs },
    });
    return {
      sessionIds: new Set(traffic.map(({ sessionId }) => sessionId)),
      commit: async () => {
        if (traffic.length > 0) await this.#deps.creditFree(traffic);
        if (counted.size > 0) this.#counted.set(nasId, counted);
        else this.#counted.delete(nasId);
      },
    };
  }

  forget(nasId: string): void {
    this.#counted.delete(nasId);
    this.#lookedAtMs.delete(nasId);
  }
}

/** What was counted since the look before, or since what was credited last. */
function countFree(
  before: ReadonlyMap<string, Counted> | undefined,
  {
    queues,
    sessions,
    span,
  }: {
    queues: readonly SimpleQueue[];
    sessions: readonly SessionZone[];
    span: { fromMs: number; atMs: number };
  },
): { traffic: FreeTraffic[]; counted: Map<string, Counted> } {
  const free = sessions.filter((zone) => zone.isFree && zone.subscriberId !== null);
  const wanted = new Map(free.map((zone) => [zoneQueueName(zone), zone]));
  const counted = new Map<string, Counted>();
  const traffic: FreeTraffic[] = [];
  for (const queue of queues) {
    const { name, bytes } = queue;
    const zone = wanted.get(name) ?? before?.get(name)?.zone;
    if (!zone || bytes === undefined || !isZoneQueue(queue)) continue;
    const told = { downloadBytes: Number(bytes.downloadBytes), uploadBytes: Number(bytes.uploadBytes) };
    const known = before?.get(name) ?? {
      downloadBytes: zone.creditedDownloadBytes,
      uploadBytes: zone.creditedUploadBytes,
    };
    // A queue that was made anew counts from nothing.
    const hasReset = told.downloadBytes < known.downloadBytes || told.uploadBytes < known.uploadBytes;
    const downloadBytes = told.downloadBytes - (hasReset ? 0 : known.downloadBytes);
    const uploadBytes = told.uploadBytes - (hasReset ? 0 : known.uploadBytes);
    if (downloadBytes + uploadBytes > 0) {
      const { tenantId, sessionId, zoneId } = zone;
      traffic.push({
        tenantId,
        sessionId,
        subscriberId: zone.subscriberId!,
        zoneId,
        ...span,
        downloadBytes,
        uploadBytes,
      });
    }
    if (wanted.has(name)) counted.set(name, { zone, ...told });
  }
  return { traffic, counted };
}
