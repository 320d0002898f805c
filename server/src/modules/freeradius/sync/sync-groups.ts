import type { Tx } from '../../../platform/db/index.ts';
import { rowsOfGroup, type SharedGroup } from '../rows/group-of.ts';
import type { BridgedTenant } from '../rows/bridge-question.ts';
import { rowsOfSubscriber } from '../rows/rows-of-subscriber.ts';
import { holdBridges } from './bridge-store.ts';
import {
  deleteGroups,
  findMembers,
  keyText,
  lockDueGroups,
  settleGroups,
  type GroupKey,
  type GroupMember,
} from './group-store.ts';
import { leftOf } from './due-store.ts';
import { readBridgedTenant, readQuestions, type Question } from './read-questions.ts';
import { groupNamesOf, longestWaitMs, writeGroup, type SyncDeps } from './sync-subscribers.ts';

/** Groups of one transaction. */
export const batchGroups = 50;
/** Of one group; the first who still belongs there answers for all. */
const membersAsked = 8;
/** All who were asked have moved on or are about to: asked again after this. */
const retryMs = 1_000;

/**
 * Brings the rows of groups that are due in step, and answers how many were due. One member decides for all: whatever is
 * not the same for each of them is no part of a group. Groups that nobody is in go.
 */
export function syncGroups(deps: SyncDeps): Promise<number> {
  return deps.database.acrossTenants(async (tx) => {
    const due = await lockDueGroups(tx, { nowMs: deps.clock.now(), limit: batchGroups });
    if (due.length === 0) return 0;
    const tenants = await readTenants(tx, due, deps);
    const groups = due.filter(({ tenantId }) => tenants.has(tenantId));
    const members = Map.groupBy(await findMembers(tx, groups, { each: membersAsked }), memberOf);
    await removeEmpty(
      tx,
      groups.filter((group) => !members.has(keyText(group))),
    );
    const inhabited = groups.filter((group) => members.has(keyText(group)));
    const keys = inhabited.flatMap((group) => members.get(keyText(group))!);
    const questions = await readQuestions(tx, deps, { keys, tenants });
    await refresh(deps, tx, { inhabited, members, questions, tenants });
    return due.length;
  });
}

async function refresh(
  { clock, onFault }: SyncDeps,
  tx: Tx,
  known: {
    inhabited: readonly GroupKey[];
    members: ReadonlyMap<string, readonly GroupMember[]>;
    questions: ReadonlyMap<string, Question | 'failed'>;
    tenants: ReadonlyMap<string, BridgedTenant>;
  },
): Promise<void> {
  const nowMs = clock.now();
  const settled: (GroupKey & { nextAtMs: number })[] = [];
  for (const { tenantId, name } of known.inhabited) {
    const members = known.members.get(keyText({ tenantId, name }))!;
    const group = spokenFor(name, { members, questions: known.questions, nowMs, onFault });
    if (group)
      await writeGroup(tx, { tenantId, name, wanted: rowsOfGroup(group, known.tenants.get(tenantId)!) });
    const nextAtMs = group ? Math.min(group.changesAtMs, nowMs + longestWaitMs) : nowMs + retryMs;
    settled.push({ tenantId, name, nextAtMs });
  }
  await settleGroups(tx, settled);
}

/** What the first member says who still belongs to the group. */
function spokenFor(
  name: string,
  asked: {
    members: readonly GroupMember[];
    questions: ReadonlyMap<string, Question | 'failed'>;
    nowMs: number;
    onFault: SyncDeps['onFault'];
  },
): SharedGroup | undefined {
  for (const member of asked.members) {
    const question = asked.questions.get(member.subscriberId);
    if (question === undefined || question === 'failed') continue;
    try {
      const { group } = rowsOfSubscriber({ ...question, leftBefore: leftOf(member), nowMs: asked.nowMs });
      if (group?.name === name) return group;
    } catch (error) {
      asked.onFault(error, member);
    }
  }
  return undefined;
}

async function readTenants(
  tx: Tx,
  groups: readonly GroupKey[],
  { sealer }: Pick<SyncDeps, 'sealer'>,
): Promise<Map<string, BridgedTenant>> {
  const bridges = await holdBridges(tx, [...new Set(groups.map(({ tenantId }) => tenantId))]);
  const tenants = new Map<string, BridgedTenant>();
  for (const bridge of bridges) tenants.set(bridge.tenantId, await readBridgedTenant(tx, bridge, sealer));
  return tenants;
}

async function removeEmpty(tx: Tx, groups: readonly GroupKey[]): Promise<void> {
  for (const [tenantId, mine] of Map.groupBy(groups, (group) => group.tenantId)) {
    const names = mine.map(({ name }) => name);
    await deleteGroups(tx, { tenantId, names, groupnames: names.flatMap(groupNamesOf) });
  }
}

function memberOf({ tenantId, groupName }: GroupMember): string {
  return keyText({ tenantId, name: groupName });
}
