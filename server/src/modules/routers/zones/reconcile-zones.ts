import {
  isMissing,
  RouterosTrap,
  type ChangeOptions,
  type RouterosCaller,
  type Row,
} from '@trunkline/routeros';
import {
  planZoneChanges,
  readPresent,
  type DesiredZones,
  type PresentZones,
  type ZoneChange,
} from './plan-zone-changes.ts';

/** Commands in one call; what is left waits for the next, so that a router has time for its subscribers. */
const maxChangesAtOnce = 1_000;

export interface ReconciledZones {
  /** What the router held before. */
  readonly present: PresentZones;
  readonly changes: number;
  /** Read back: nothing is left to do. */
  readonly isInStep: boolean;
}

/**
 * Brings a router's lists, marks and queues of zones to what is wanted: reads what it holds of ours, does what differs,
 * and reads it back. May be interrupted at any point and called again: it always goes on from what it finds. Objects
 * without our comment are not read, changed or removed.
 */
export async function reconcileZones(
  client: RouterosCaller,
  desired: DesiredZones,
  options: ChangeOptions & { maxChanges?: number } = {},
): Promise<ReconciledZones> {
  const { maxChanges = maxChangesAtOnce, ...change } = options;
  const present = await readPresent(client, change);
  const planned = planZoneChanges(desired, present);
  if (planned.length === 0) return { present, changes: 0, isInStep: true };
  const changes = planned.slice(0, maxChanges);
  await apply(client, changes, change);
  const left = planZoneChanges(desired, await readPresent(client, change));
  return { present, changes: changes.length, isInStep: left.length === 0 };
}

async function apply(
  client: RouterosCaller,
  changes: readonly ZoneChange[],
  options: ChangeOptions,
): Promise<void> {
  let first: { id: string | undefined } | undefined;
  for (const { kind, run } of changes) {
    if (kind !== 'queue') {
      await run(client, options).catch((error: unknown) => {
        // What was to go is gone.
        if (kind !== 'removal' || !(error instanceof RouterosTrap) || !isMissing(error)) throw error;
      });
      continue;
    }
    first ??= { id: await readFirstQueue(client, options) };
    try {
      await run(client, { ...options, placeBefore: first.id });
    } catch (error) {
      if (!(error instanceof RouterosTrap) || !isMissing(error)) throw error;
      // The first one was of a session that has ended meanwhile.
      first = { id: await readFirstQueue(client, options) };
      await run(client, { ...options, placeBefore: first.id });
    }
  }
}

/** Of all simple queues, dynamic ones included, the first that fits shapes a packet. */
async function readFirstQueue(client: RouterosCaller, options: ChangeOptions): Promise<string | undefined> {
  let first: string | undefined;
  const onRow = (row: Row): void => void (first ??= row['.id']);
  await client.call('/queue/simple/print', {}, { ...options, proplist: ['.id'], onRow });
  return first;
}
