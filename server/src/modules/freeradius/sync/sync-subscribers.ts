import type { Clock, Random } from '@trunkline/kit';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { BridgedTenant } from '../rows/bridge-question.ts';
import { noRows, type GroupRows } from '../rows/row.ts';
import { groupNameFor, rowsOfGroup, type SharedGroup } from '../rows/group-of.ts';
import { rowsOfSubscriber, type WantedRows } from '../rows/rows-of-subscriber.ts';
import { nasVendors } from '../../nas/index.ts';
import { holdBridges } from './bridge-store.ts';
import {
  forgetSubscribers,
  lockDue,
  settleSubscribers,
  type Settled,
  type SubscriberKey,
} from './due-store.ts';
import { holdGroups, keyText, readGroupRows } from './group-store.ts';
import { readBridgedTenant, readQuestions, type Question, type ReadDeps } from './read-questions.ts';
import { RowChanges } from './row-changes.ts';
import { readSubscriberRows } from './row-store.ts';

/** Subscribers of one transaction. */
export const batchSubscribers = 500;
/** Nobody is left alone for longer, whatever the policy says: what a missed event delays, the next look repairs. */
export const longestWaitMs = 24 * 3_600_000;
/** Spread over this, so that a rebuild does not come back every day. */
const spreadMs = 6 * 3_600_000;
/** One of whom no rows can be made is looked at again after this. */
const retryFaultMs = 60_000;

export interface SyncDeps extends ReadDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  /** Told after each batch with news how long the longest of them took into the rows. */
  readonly onLag?: (ms: number) => void;
}

/**
 * Brings the rows of subscribers who are due in step, in one transaction, and answers how many were due: a worker that
 * dies in between leaves them due. Only what differs is written.
 */
export function syncSubscribers(deps: SyncDeps): Promise<number> {
  return deps.database.acrossTenants(async (tx) => {
    const due = await lockDue(tx, { nowMs: deps.clock.now(), limit: batchSubscribers });
    await bringInStep(deps, tx, due);
    return due.length;
  });
}

/** The same for these subscribers, whom the caller has locked; answers whose rows were others. */
export async function bringInStep(
  deps: Omit<SyncDeps, 'database'>,
  tx: Tx,
  keys: readonly SubscriberKey[],
): Promise<SubscriberKey[]> {
  if (keys.length === 0) return [];
  const tenants = await readTenants(tx, keys, deps);
  const mine = keys.filter(({ tenantId }) => tenants.has(tenantId));
  const questions = await readQuestions(tx, deps, { keys: mine, tenants });
  const nowMs = deps.clock.now();
  const wanted = mine.map((key) => wantedOf(deps, key, { question: questions.get(key.subscriberId), nowMs }));
  await writeNewGroups(tx, wanted, tenants);
  const found = await readSubscriberRows(tx, mine);
  const changes = new RowChanges();
  const changed = wanted.filter(({ key, rows }) =>
    changes.addSubscriber(key, rows?.rows ?? noRows, found.get(key.subscriberId)),
  );
  await changes.write(tx);
  const lagMs = await settleSubscribers(
    tx,
    wanted.filter(({ isGone }) => !isGone).map((one) => settledOf(deps, one, nowMs)),
  );
  await forgetSubscribers(
    tx,
    wanted.filter(({ isGone }) => isGone).map(({ key }) => key),
  );
  if (lagMs !== undefined) deps.onLag?.(lagMs);
  return changed.map(({ key }) => key);
}

/** Of those whose bridge is on. */
async function readTenants(
  tx: Tx,
  keys: readonly SubscriberKey[],
  { sealer }: Pick<ReadDeps, 'sealer'>,
): Promise<Map<string, BridgedTenant>> {
  const bridges = await holdBridges(tx, [...new Set(keys.map(({ tenantId }) => tenantId))]);
  const tenants = new Map<string, BridgedTenant>();
  for (const bridge of bridges) tenants.set(bridge.tenantId, await readBridgedTenant(tx, bridge, sealer));
  return tenants;
}

interface Wanted {
  readonly key: SubscriberKey;
  /** Undefined: none can be made, or there is nobody. */
  readonly rows: WantedRows | undefined;
  /** Closed: nothing ever changes for them again but by news. */
  readonly isGone: boolean;
}

/** Who cannot be read has no rows, and with them no service: nobody knows what they may. */
function wantedOf(
  { onFault }: Pick<SyncDeps, 'onFault'>,
  key: SubscriberKey,
  { question, nowMs }: { question: Question | 'failed' | undefined; nowMs: number },
): Wanted {
  if (question === undefined) return { key, rows: undefined, isGone: true };
  if (question === 'failed') return { key, rows: undefined, isGone: false };
  try {
    const isGone = question.subject.subscriber.status === 'closed';
    return { key, rows: rowsOfSubscriber({ ...question, nowMs }), isGone };
  } catch (error) {
    onFault(error, key);
    return { key, rows: undefined, isGone: false };
  }
}

function settledOf({ random }: Pick<SyncDeps, 'random'>, { key, rows }: Wanted, nowMs: number): Settled {
  const latestMs = nowMs + longestWaitMs - random.integer(spreadMs);
  const nextAtMs = rows ? Math.max(nowMs, Math.min(rows.changesAtMs, latestMs)) : nowMs + retryFaultMs;
  return {
    tenantId: key.tenantId,
    subscriberId: key.subscriberId,
    nextAtMs,
    groupName: rows?.group?.name ?? null,
    volumeLeft: rows?.left.volumeBytes ?? null,
    timeLeftS: rows?.left.timeS ?? null,
    isFailed: rows === undefined,
  };
}

/** Groups that are there already are kept by `syncGroups` alone, which asks while it holds them. */
async function writeNewGroups(
  tx: Tx,
  wanted: readonly Wanted[],
  tenants: ReadonlyMap<string, BridgedTenant>,
): Promise<void> {
  const groups = new Map<string, { tenantId: string; group: SharedGroup }>();
  for (const { key, rows } of wanted) {
    if (!rows?.group) continue;
    const { tenantId } = key;
    groups.set(keyText({ tenantId, name: rows.group.name }), { tenantId, group: rows.group });
  }
  if (groups.size === 0) return;
  const made = await holdGroups(
    tx,
    [...groups.values()].map(({ tenantId, group }) => ({ tenantId, name: group.name })),
  );
  for (const text of made) {
    const { tenantId, group } = groups.get(text)!;
    await writeGroup(tx, { tenantId, name: group.name, wanted: rowsOfGroup(group, tenants.get(tenantId)!) });
  }
}

/** Brings the rows of one group that the caller holds in step, and answers whether they were others. */
export async function writeGroup(
  tx: Tx,
  { tenantId, name, wanted }: { tenantId: string; name: string; wanted: GroupRows },
): Promise<boolean> {
  const found = await readGroupRows(tx, { tenantId, names: groupNamesOf(name) });
  const changes = new RowChanges();
  const owner = { tenantId, subscriberId: null };
  const check = changes.addAttributes('radgroupcheck', owner, {
    wanted: wanted.radgroupcheck,
    found: found.radgroupcheck,
  });
  const reply = changes.addAttributes('radgroupreply', owner, {
    wanted: wanted.radgroupreply,
    found: found.radgroupreply,
  });
  await changes.write(tx);
  return check || reply;
}

/** Also of vendors that are no longer among the routers. */
export function groupNamesOf(name: string): string[] {
  return nasVendors.map((vendor) => groupNameFor(name, vendor));
}
