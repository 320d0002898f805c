import {
  addressLists,
  ensureListed,
  mangleRules,
  simpleQueues,
  type AddOptions,
  type AddressListInput,
  type AddressListEntry,
  type ChangeOptions,
  type MangleRule,
  type MangleRuleInput,
  type RouterosCaller,
  type SimpleQueue,
} from '@trunkline/routeros';
import {
  isZoneName,
  ourComment,
  sessionQueueName,
  zoneEntries,
  zoneQueueInput,
  zoneQueueName,
  zoneRules,
  type RouterZone,
  type ZoneQueue,
} from './zone-objects.ts';

export interface DesiredZones {
  readonly zones: readonly RouterZone[];
  readonly queues: readonly ZoneQueue[];
}

/** What a router holds of ours, in its order. */
export interface PresentZones {
  readonly entries: readonly AddressListEntry[];
  readonly rules: readonly MangleRule[];
  /** Those of whole sessions included: zones come before them. */
  readonly queues: readonly SimpleQueue[];
}

/** One command. */
export interface ZoneChange {
  readonly kind: 'entry' | 'rule' | 'queue' | 'removal';
  readonly run: (client: RouterosCaller, options: AddOptions) => Promise<unknown>;
}

/** Reads everything of ours; what others have made is not even looked at. */
export async function readPresent(client: RouterosCaller, options: ChangeOptions): Promise<PresentZones> {
  const ours = { ...options, where: { comment: ourComment } };
  const [entries, rules, queues] = await Promise.all([
    addressLists.list(client, ours),
    mangleRules.list(client, ours),
    simpleQueues.list(client, ours),
  ]);
  return {
    entries: entries.filter(({ list, isDynamic }) => isZoneName(list) && !isDynamic),
    rules: rules.filter((rule) => isZoneName(rule.newConnectionMark) || isZoneName(rule.newPacketMark)),
    queues: queues.filter(({ name, isDynamic }) => name.startsWith('trunkline-') && !isDynamic),
  };
}

/**
 * The commands that bring a router from what it holds to what is wanted, each harmless by itself: lists before the rules
 * that look at them, rules before the queues that wait for their marks, and back in the other order.
 */
export function planZoneChanges(desired: DesiredZones, present: PresentZones): ZoneChange[] {
  const queues = queueChanges(desired.queues, present.queues);
  const rules = ruleChanges(desired.zones.flatMap(zoneRules), present.rules);
  const entries = entryChanges(desired.zones, present.entries);
  return [...entries.add, ...rules.add, ...queues.remove, ...queues.add, ...rules.remove, ...entries.remove];
}

/** The queues of zones among ours. */
export function isZoneQueue({ packetMarks }: SimpleQueue): boolean {
  return packetMarks.length === 1 && isZoneName(packetMarks[0]);
}

interface Changes {
  readonly add: ZoneChange[];
  readonly remove: ZoneChange[];
}

function entryChanges(zones: readonly RouterZone[], present: readonly AddressListEntry[]): Changes {
  const wanted = new Map<string, AddressListInput>(
    zones.flatMap((zone) =>
      zoneEntries(zone).map((entry) => [`${entry.list} ${entry.address}`, entry] as const),
    ),
  );
  const held = new Set<string>();
  const surplus = present.filter(({ list, address, isDisabled }) => {
    const key = `${list} ${address.replace(/\/32$/, '')}`;
    if (isDisabled || !wanted.has(key) || held.has(key)) return true;
    held.add(key);
    return false;
  });
  const add = [...wanted]
    .filter(([key]) => !held.has(key))
    .map(([, entry]): ZoneChange => ({
      kind: 'entry',
      run: (client, options) => ensureListed(client, entry, options),
    }));
  return { add, remove: removals(surplus, addressLists) };
}

function ruleChanges(wanted: readonly MangleRuleInput[], present: readonly MangleRule[]): Changes {
  const missing = new Map(wanted.map((rule) => [signatureOf(rule), rule]));
  const surplus = present.filter((rule) => rule.isDisabled || !missing.delete(signatureOf(rule)));
  const add = [...missing.values()].map((rule): ZoneChange => ({
    kind: 'rule',
    run: (client, options) => mangleRules.add(client, rule, options),
  }));
  return { add, remove: removals(surplus, mangleRules) };
}

function signatureOf(rule: MangleRule | MangleRuleInput): string {
  const { chain, action, newConnectionMark, newPacketMark, connectionMark, srcAddressList, dstAddressList } =
    rule;
  const parts = [
    chain,
    action,
    newConnectionMark,
    newPacketMark,
    connectionMark,
    srcAddressList,
    dstAddressList,
  ];
  return parts.map((part) => part ?? '').join('|');
}

/** A queue that is not as wanted is made anew, first of all: its place counts as much as its rates. */
function queueChanges(wanted: readonly ZoneQueue[], present: readonly SimpleQueue[]): Changes {
  const byName = new Map(wanted.map((queue) => [zoneQueueName(queue), queue]));
  const places = new Map(present.map(({ name }, place) => [name, place]));
  const held = new Set<string>();
  const surplus = present.filter((queue, place) => {
    if (!isZoneQueue(queue)) return false;
    const meant = byName.get(queue.name);
    if (!meant || held.has(queue.name) || !isAsWanted(queue, meant)) return true;
    // Behind the queue of its whole session nothing would ever reach it.
    if (place > (places.get(sessionQueueName(meant.acctSessionId)) ?? Infinity)) return true;
    held.add(queue.name);
    return false;
  });
  const add = wanted
    .filter((queue) => !held.has(zoneQueueName(queue)))
    .map((queue): ZoneChange => ({
      kind: 'queue',
      run: (client, options) => simpleQueues.add(client, zoneQueueInput(queue), options),
    }));
  return { add, remove: removals(surplus, simpleQueues) };
}

function isAsWanted(queue: SimpleQueue, wanted: ZoneQueue): boolean {
  const { targets, packetMarks, maxLimit } = zoneQueueInput(wanted);
  return (
    !queue.isDisabled &&
    queue.targets.length === 1 &&
    queue.targets[0] === targets![0] &&
    queue.packetMarks[0] === packetMarks![0] &&
    queue.maxLimit?.uploadBps === maxLimit!.uploadBps &&
    queue.maxLimit.downloadBps === maxLimit!.downloadBps
  );
}

/** One by one: an id that is gone makes its command fail, and takes no other with it. */
function removals(
  items: readonly { readonly id: string }[],
  menu: Pick<typeof addressLists | typeof mangleRules | typeof simpleQueues, 'remove'>,
): ZoneChange[] {
  return items.map(({ id }) => ({
    kind: 'removal',
    run: (client, options) => menu.remove(client, [id], options),
  }));
}
