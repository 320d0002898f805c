import {
  addressLists,
  isMissing,
  RouterosTrap,
  simpleQueues,
  type RouterosCaller,
  type SimpleQueue,
  type SimpleQueueInput,
} from '@trunkline/routeros';
import { ourComment, sessionQueueName, zoneName, zoneQueueName } from '../../routers/index.ts';
import type { EnforcedTerms } from '../terms/enforced-terms.ts';
import { ownQueue, type RouterView } from './read-back.ts';
import type { Work } from '../turn/turn-store.ts';

/** A queue as it is to stand on the router. */
export interface WantedQueue {
  readonly name: string;
  readonly input: SimpleQueueInput & { readonly targets: readonly string[] };
  /** A zone's: it comes before that of the session, which would let nothing through to it. */
  readonly isOfZone: boolean;
}

const unlimited = { uploadBps: 0, downloadBps: 0 };
const noBurst = { burstLimit: unlimited, burstThreshold: unlimited, burstTime: '0s/0s' };

/** Whether a queue is ours and of this session. */
export function isQueueOf({ name, comment }: SimpleQueue, work: Work): boolean {
  const own = sessionQueueName(work.acctSessionId);
  return comment === ourComment && (name === own || name.startsWith(`${own}-`));
}

/**
 * The queues that a session is to have: one for its speed, unless the router's own queue gives that already, and one for
 * each zone. The router's own queue cannot be changed; of all queues the first that fits shapes a packet.
 */
export function wantedQueues(
  work: Work,
  view: RouterView,
  zoneKeys: ReadonlyMap<string, string>,
): WantedQueue[] {
  const { desired, framedIp } = work;
  if (desired === null || framedIp === null) return [];
  const target = `${framedIp}/${framedIp.includes(':') ? 128 : 32}`;
  const zones = desired.zones.flatMap((zone): WantedQueue[] => {
    const key = zoneKeys.get(zone.zoneId);
    if (key === undefined) return [];
    const name = zoneQueueName({ acctSessionId: work.acctSessionId, key });
    const maxLimit = { uploadBps: zone.uploadBps, downloadBps: zone.downloadBps };
    const packetMarks = [zoneName(key)];
    const input = { name, targets: [target], packetMarks, maxLimit, ...noBurst, comment: ourComment };
    return [{ name, input, isOfZone: true }];
  });
  if (isGivenAlready(desired, view, work)) return zones;
  const name = sessionQueueName(work.acctSessionId);
  const { uploadBps, downloadBps } = desired;
  const maxLimit = { uploadBps, downloadBps };
  const input = { name, targets: [target], maxLimit, ...burstOf(desired), comment: ourComment };
  return [{ name, input, isOfZone: false }, ...zones];
}

function isGivenAlready(desired: EnforcedTerms, view: RouterView, work: Work): boolean {
  const own = ownQueue(view.queues, work)?.maxLimit;
  return own?.downloadBps === desired.downloadBps && own.uploadBps === desired.uploadBps;
}

function burstOf({
  burst,
}: EnforcedTerms): Pick<SimpleQueueInput, 'burstLimit' | 'burstThreshold' | 'burstTime'> {
  if (!burst) return noBurst;
  return {
    burstLimit: { uploadBps: burst.uploadBps, downloadBps: burst.downloadBps },
    burstThreshold: { uploadBps: burst.thresholdUploadBps, downloadBps: burst.thresholdDownloadBps },
    burstTime: `${burst.timeS}s/${burst.timeS}s`,
  };
}

interface ChangeContext {
  readonly client: RouterosCaller;
  readonly signal: AbortSignal;
  /** As last read, by whoever of those that share it read last. */
  readonly listed: { queues: readonly SimpleQueue[] };
}

/**
 * Brings the queues of a session to what is wanted: what is there is changed, what is missing added before all that could
 * shape its packets, the rest of ours removed. Done twice it does nothing the second time.
 */
export async function applyQueues(
  context: ChangeContext,
  { work, wanted }: { work: Work; wanted: readonly WantedQueue[] },
): Promise<void> {
  const { client, signal } = context;
  const ours = context.listed.queues.filter((queue) => isQueueOf(queue, work));
  const superfluous = ours.filter(({ name }) => !wanted.some((queue) => queue.name === name));
  for (const { name, input, isOfZone } of wanted) {
    const there = ours.find((queue) => queue.name === name);
    if (there) await simpleQueues.set(client, { id: there.id, input }, { signal });
    else await addInPlace(context, { input, isOfZone });
  }
  if (superfluous.length > 0) {
    await simpleQueues.remove(
      client,
      superfluous.map(({ id }) => id),
      { signal },
    );
  }
}

/** So often the queue at its place may go while one is added. */
const maxPlaces = 3;

/**
 * The first queue of others is mostly one that the router made for somebody's session, and goes with it at any moment:
 * then the place is looked for anew. Taken for a refusal it would cost this session its line.
 */
async function addInPlace(
  { client, signal, listed }: ChangeContext,
  { input, isOfZone }: Pick<WantedQueue, 'input' | 'isOfZone'>,
): Promise<void> {
  for (let place = 1; ; place++) {
    const { queues } = listed;
    const placeBefore = queues.find((queue) => isOfZone || queue.comment !== ourComment)?.id;
    try {
      await simpleQueues.add(client, input, { signal, placeBefore });
      return;
    } catch (error) {
      if (!(error instanceof RouterosTrap && isMissing(error)) || place === maxPlaces) throw error;
      // Somebody else of this visit may have read them since.
      if (listed.queues === queues) listed.queues = await simpleQueues.list(client, { signal });
    }
  }
}

/** Puts the address of a session on the list that is wanted, and takes it off others that we put it on. */
export async function applyAddressList(
  { client, signal }: Omit<ChangeContext, 'listed'>,
  { address, list }: { address: string; list: string | null },
): Promise<void> {
  const ours = await addressLists.list(client, { signal, where: { address, comment: ourComment } });
  const superfluous = ours.filter((entry) => entry.list !== list);
  if (list !== null && superfluous.length === ours.length) {
    await addressLists.add(client, { list, address, comment: ourComment }, { signal });
  }
  if (superfluous.length > 0) {
    await addressLists.remove(
      client,
      superfluous.map(({ id }) => id),
      { signal },
    );
  }
}

/** Whether the router shows the queues and the list that a session is to have. */
export function isApplied(
  queues: readonly SimpleQueue[],
  { work, wanted }: { work: Work; wanted: readonly WantedQueue[] },
): boolean {
  const ours = queues.filter((queue) => isQueueOf(queue, work));
  return (
    ours.length === wanted.length &&
    wanted.every(({ name, input }) =>
      ours.some(
        (queue) =>
          queue.name === name &&
          queue.maxLimit?.downloadBps === input.maxLimit?.downloadBps &&
          queue.maxLimit?.uploadBps === input.maxLimit?.uploadBps &&
          queue.targets.join() === input.targets.join(),
      ),
    )
  );
}
