import {
  listHotspotActive,
  listPppActive,
  simpleQueues,
  type HotspotActive,
  type PppActive,
  type RouterosCaller,
  type SimpleQueue,
} from '@trunkline/routeros';
import { apiOf, type Turn } from '../turn/turn.ts';
import type { Work } from '../turn/turn-store.ts';
import { withRouter } from './with-router.ts';

/** What the API of a router shows of a session. `unseen`: it is there, and no queue of its own shapes it. */
export type SeenRates =
  | {
      readonly kind: 'seen';
      readonly isWanted: boolean;
      readonly downloadBps: number;
      readonly uploadBps: number;
    }
  | { readonly kind: 'unseen' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** What a router shows of who is online and how fast. */
export interface RouterView {
  readonly queues: readonly SimpleQueue[];
  readonly ppp: readonly PppActive[];
  readonly hotspot: readonly HotspotActive[];
}

export async function viewRouter(
  client: RouterosCaller,
  works: readonly Work[],
  options: { signal: AbortSignal },
): Promise<RouterView> {
  const [queues, active] = await Promise.all([
    simpleQueues.list(client, options),
    listActive(client, works, options),
  ]);
  return { queues, ...active };
}

/** Who is online. The hotspot is asked only for those who are not in PPP: not every router has one. */
export async function listActive(
  client: RouterosCaller,
  works: readonly Work[],
  options: { signal: AbortSignal },
): Promise<Pick<RouterView, 'ppp' | 'hotspot'>> {
  const ppp = await listPppActive(client, options);
  const isAllPpp = works.every((work) => isActive({ ppp, hotspot: [] }, work));
  return { ppp, hotspot: isAllPpp ? [] : await listHotspotActive(client, options) };
}

/** Reads back what the router gives these sessions; nothing where it has no API, or that cannot be reached. */
export async function readBackRates(turn: Turn, works: readonly Work[]): Promise<Map<string, SeenRates>> {
  const known = works.filter((work) => apiOf(turn, work));
  if (known.length === 0) return new Map();
  const result = await withRouter(turn, (client, options) => viewRouter(client, known, options));
  if (!result.ok) return new Map();
  return new Map(known.map((work) => [work.sessionId, seenRates(result.value, work)]));
}

/** The rates of the first queue that shapes the session, as the router would find it. */
export function seenRates({ queues, ppp, hotspot }: RouterView, work: Work): SeenRates {
  if (!isActive({ ppp, hotspot }, work)) return { kind: 'absent' };
  const limit = queues.find((queue) => shapes(queue, work))?.maxLimit;
  if (!limit) return { kind: 'unseen' };
  const { downloadBps, uploadBps } = limit;
  const isWanted = work.desired?.downloadBps === downloadBps && work.desired.uploadBps === uploadBps;
  return { kind: 'seen', isWanted, downloadBps, uploadBps };
}

/** The queue that the router made for the session at its login. */
export function ownQueue(queues: readonly SimpleQueue[], work: Work): SimpleQueue | undefined {
  return queues.find((queue) => queue.isDynamic && shapes(queue, work));
}

export function isActive({ ppp, hotspot }: Pick<RouterView, 'ppp' | 'hotspot'>, work: Work): boolean {
  const id = work.acctSessionId.toLowerCase();
  return (
    ppp.some(({ sessionId }) => sessionId?.toLowerCase() === id) ||
    hotspot.some(({ user, address }) => user === work.username && address === work.framedIp)
  );
}

function shapes(queue: SimpleQueue, { username, framedIp }: Work): boolean {
  if (queue.isDisabled || queue.packetMarks.length > 0) return false;
  const interfaceName = `<pppoe-${username}>`;
  return queue.targets.some(
    (target) => target === interfaceName || (framedIp !== null && target === `${framedIp}/32`),
  );
}
