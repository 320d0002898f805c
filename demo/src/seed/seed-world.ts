import { ManualClock, SeededRandom } from '@trunkline/kit';
import { createSubscriptionFace } from '@trunkline/server/modules/subscriptions/index.ts';
import { Database } from '@trunkline/server/platform/db/index.ts';
import { localActor, type Actor } from '@trunkline/server/platform/http/index.ts';
import { createKeys, type Sealer } from '@trunkline/server/platform/keys/index.ts';
import { PasswordHasher } from '@trunkline/server/modules/staff/index.ts';
import type { Cast } from '../cast/cast.ts';
import type { SeedOrder } from '@trunkline/server/roles/supervisor/demo-messages.ts';

/** The history is written in large statements. */
const statementTimeoutMs = 60_000;
/** Tables that are filled at the same time. */
const maxConnections = 6;

/** What seeding works with: the product's own use cases, at moments of the past. */
export interface SeedWorld {
  readonly cast: Cast;
  readonly nowMs: number;
  /** As the api does it. */
  readonly database: Database;
  /** As the owner of the tables: for the thirty days, which no use case writes. */
  readonly owner: Database;
  readonly sealer: Sealer;
  readonly random: SeededRandom;
  readonly hasher: PasswordHasher;
  close(): Promise<void>;
}

export function openSeedWorld(
  { urls, masterKey }: SeedOrder,
  given: { cast: Cast; nowMs: number },
): SeedWorld {
  const database = open(hurried(urls.api), 'trunkline-demo-seed');
  const owner = open(hurried(urls.owner), 'trunkline-demo-history');
  return {
    ...given,
    database,
    owner,
    sealer: createKeys(Buffer.from(masterKey, 'base64')).sealer,
    random: new SeededRandom(given.cast.seed ^ 0x5eed_0006),
    hasher: new PasswordHasher(),
    async close() {
      await Promise.all([database.close(), owner.close()]);
    },
  };
}

function open(url: string, applicationName: string): Database {
  return new Database({ url, applicationName, maxConnections, statementTimeoutMs });
}

/**
 * Connects as often as the history will write at the same time: making its rows holds this process for seconds,
 * in which an attempt to connect would time out.
 */
export async function openConnections({ owner }: SeedWorld): Promise<void> {
  await Promise.all(Array.from({ length: maxConnections }, () => owner.pool.query('select 1')));
}

/** The dependencies of use cases at an instant. */
export function depsAt(world: SeedWorld, atMs: number) {
  const { database, sealer, random, hasher } = world;
  const clock = new ManualClock(atMs);
  return {
    database,
    sealer,
    random,
    hasher,
    clock,
    subscriptions: createSubscriptionFace({ clock, random }),
  };
}

/** The provider's own people, as far as they act before the demonstration begins. */
export interface Colleague {
  readonly personId: string;
  readonly name: string;
}

/** Whoever had the shift. */
export function colleagueOf(colleagues: readonly Colleague[], place: number): Colleague {
  return colleagues[place % colleagues.length]!;
}

export function colleagueActor(tenantId: string, { personId, name }: Colleague): Actor {
  return { ...localActor('system', tenantId), kind: 'staff', personId, name, address: '10.20.0.15' };
}

/** Nobody waits for a commit of a demonstration to reach the disk: what a power cut takes is made again. */
function hurried(url: string): string {
  const withOptions = new URL(url);
  withOptions.searchParams.set('options', '-c synchronous_commit=off');
  return withOptions.toString();
}
