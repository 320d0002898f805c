import { setImmediate as breathe, setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@trunkline/kit';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { Sealer } from '../../../platform/keys/index.ts';
import { freeradiusErrors } from '../errors.ts';
import { rowsOfGroup, type SharedGroup } from '../rows/group-of.ts';
import { noRows, type AttributeRow } from '../rows/row.ts';
import { rowsOfSubscriber } from '../rows/rows-of-subscriber.ts';
import { leftOf, type DueSubscriber } from '../sync/due-store.ts';
import { readBridgedTenant, readQuestions } from '../sync/read-questions.ts';
import { readSubscriberRows } from '../sync/row-store.ts';
import { readClients, wantedClients } from '../sync/sync-routers.ts';
import {
  findVendors,
  readNextSubscribers,
  readOrphans,
  readSharedRows,
  readTheseSubscribers,
  writeVerified,
} from './check-store.ts';
import { compareClients, compareRows, compareSubscriber, type RowDifference } from './compare-rows.ts';

/** Subscribers of one look; between two others get their turn in this process. */
const batchSize = 200;
/** More are counted, not told. */
const mostTold = 200;
/** Whose rows differ is looked at again after the time in which a change has to hold. */
const settleMs = 2_500;

export interface VerifyDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

export interface Verification {
  readonly checked: number;
  readonly differences: RowDifference[];
  /** There are more than are told. */
  readonly more: boolean;
}

/**
 * Makes all rows of a tenant anew in memory and says where the tables differ. What differs is looked at once more after
 * the time in which a change has to hold: what was only on its way is no difference.
 */
export async function verify(deps: VerifyDeps, { tenantId }: { tenantId: string }): Promise<Verification> {
  const subscribers = await compareAll(deps, tenantId);
  let shared = await compareShared(deps, tenantId, subscribers.groups);
  let own = subscribers.differences;
  if (own.size > 0 || shared.length > 0) {
    await delay(settleMs);
    const again = await compareAgain(deps, tenantId, [...own.keys()]);
    for (const [name, group] of again.groups) subscribers.groups.set(name, group);
    own = again.differences;
    if (shared.length > 0) {
      // A window may have begun: everybody's group is asked for once more.
      const { groups } = await compareAll(deps, tenantId);
      shared = await compareShared(deps, tenantId, groups);
    }
  }
  const all = [...own.values()].flat().concat(shared);
  const now = new Date(deps.clock.now());
  await deps.database.inTenant(tenantId, (tx) =>
    writeVerified(tx, { tenantId, now, differences: all.length }),
  );
  return {
    checked: subscribers.checked,
    differences: all.slice(0, mostTold),
    more: all.length > mostTold,
  };
}

interface Compared {
  readonly checked: number;
  /** By subscriber; those without any are missing. */
  readonly differences: Map<string, RowDifference[]>;
  readonly groups: Map<string, SharedGroup>;
}

async function compareAll(deps: VerifyDeps, tenantId: string): Promise<Compared> {
  const differences = new Map<string, RowDifference[]>();
  const groups = new Map<string, SharedGroup>();
  let checked = 0;
  for (let after: string | null = null; ;) {
    const from: string | null = after;
    const keys = await deps.database.inTenant(tenantId, async (tx) => {
      const next = await readNextSubscribers(tx, { tenantId, after: from, limit: batchSize });
      await compareBatch(deps, tx, { tenantId, keys: next, differences, groups });
      return next;
    });
    checked += keys.length;
    if (keys.length < batchSize) return { checked, differences, groups };
    after = keys.at(-1)!.subscriberId;
    await breathe();
  }
}

async function compareAgain(deps: VerifyDeps, tenantId: string, ids: readonly string[]): Promise<Compared> {
  const differences = new Map<string, RowDifference[]>();
  const groups = new Map<string, SharedGroup>();
  for (let at = 0; at < ids.length; at += batchSize) {
    const some = ids.slice(at, at + batchSize);
    await deps.database.inTenant(tenantId, async (tx) => {
      const keys = await readTheseSubscribers(tx, { tenantId, ids: some });
      await compareBatch(deps, tx, { tenantId, keys, differences, groups });
    });
    await breathe();
  }
  return { checked: ids.length, differences, groups };
}

async function compareBatch(
  deps: VerifyDeps,
  tx: Tx,
  {
    tenantId,
    keys,
    differences,
    groups,
  }: Pick<Compared, 'differences' | 'groups'> & { tenantId: string; keys: readonly DueSubscriber[] },
): Promise<void> {
  const vendors = await findVendors(tx, tenantId);
  if (!vendors) throw freeradiusErrors.isOff();
  if (keys.length === 0) return;
  const tenants = new Map([[tenantId, await readBridgedTenant(tx, { tenantId, vendors }, deps.sealer)]]);
  // Whose rows cannot be made has none, which is what is compared.
  const questions = await readQuestions(tx, { sealer: deps.sealer, onFault: untold }, { keys, tenants });
  const found = await readSubscriberRows(tx, keys);
  const nowMs = deps.clock.now();
  for (const key of keys) {
    const { subscriberId } = key;
    const question = questions.get(subscriberId);
    const wanted =
      question === undefined || question === 'failed'
        ? undefined
        : rowsOrNone(() => rowsOfSubscriber({ ...question, leftBefore: leftOf(key), nowMs }));
    if (wanted?.group) groups.set(wanted.group.name, wanted.group);
    const differing = compareSubscriber(wanted?.rows ?? noRows, found.get(subscriberId) ?? noRows);
    if (differing.length > 0) differences.set(subscriberId, differing);
  }
}

/** The worker tells of it. */
function untold(): void {}

function rowsOrNone<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Groups, routers, and rows of nobody. A group that its last member left goes a little later. */
function compareShared(
  { database, sealer }: VerifyDeps,
  tenantId: string,
  groups: ReadonlyMap<string, SharedGroup>,
): Promise<RowDifference[]> {
  return database.inTenant(tenantId, async (tx) => {
    const vendors = (await findVendors(tx, tenantId)) ?? [];
    const tenant = await readBridgedTenant(tx, { tenantId, vendors }, sealer);
    const wanted = [...groups.values()].map((group) => rowsOfGroup(group, tenant));
    const found = await readSharedRows(tx, tenantId);
    const names = new Set(groups.keys());
    const inUse = (row: AttributeRow): boolean => names.has(row.name.split('-', 1)[0]!);
    const tables = (['radgroupcheck', 'radgroupreply'] as const).flatMap((table) =>
      compareRows(
        table,
        wanted.flatMap((rows) => rows[table]),
        found[table].filter(inUse),
      ),
    );
    const orphans = await readOrphans(tx, { tenantId, limit: mostTold });
    const clients = compareClients(
      await wantedClients(tx, tenantId, { sealer, onFault: untold }),
      await readClients(tx, tenantId),
    );
    const nobodys = [...Map.groupBy(orphans, ({ table }) => table)].flatMap(([table, rows]) =>
      compareRows(table, [], rows),
    );
    return [...tables, ...nobodys, ...clients];
  });
}
