import { addressLists, RouterosTrap, simpleQueues, type RouterosCaller } from '@trunkline/routeros';
import { ourComment } from '../../routers/index.ts';
import type { ChosenWork } from './choose-work.ts';
import { inParallel } from './in-parallel.ts';
import { confirmed, gone, inVain } from './outcome-of.ts';
import type { Outcome } from './outcome-store.ts';
import { isActive, viewRouter, type RouterView } from '../router/read-back.ts';
import {
  applyAddressList,
  applyQueues,
  isApplied,
  wantedQueues,
  type WantedQueue,
} from '../router/router-objects.ts';
import type { Turn } from './turn.ts';
import { markHeldByApi, readZoneKeys } from './turn-store.ts';
import { withRouter } from '../router/with-router.ts';

/** Sessions whose commands are under way at once; a router does them one after another anyway. */
const maxInFlight = 8;

interface Applied {
  readonly chosen: ChosenWork;
  readonly wanted: readonly WantedQueue[];
  /** Why the router refused; undefined: it took it. */
  readonly refusal: string | undefined;
}

/** Changes sessions over the router's API, and reads back what stands there afterwards. */
export async function tryApi(turn: Turn, chosen: readonly ChosenWork[]): Promise<Outcome[]> {
  const { database, clock } = turn.deps;
  const works = chosen.map(({ work }) => work);
  const { tenantId } = works[0]!;
  const zoneKeys = await database.inTenant(tenantId, async (tx) => {
    await markHeldByApi(tx, works);
    return readZoneKeys(tx, { tenantId });
  });
  const startedMs = clock.monotonic();
  const visit = await withRouter(turn, async (client, { signal }) => {
    const before = await viewRouter(client, works, { signal });
    const listed = { queues: before.queues };
    const applied = await inParallel(chosen, maxInFlight, (one) =>
      apply({ client, signal, view: before, listed, zoneKeys }, one),
    );
    const after = await simpleQueues.list(client, { signal });
    const lists = await listOurs(client, signal, chosen);
    return { applied, after, lists, view: before };
  });
  if (!visit.ok) return chosen.map((one) => unreachable(turn, one, visit.detail));
  const roundTripMs = Math.round(clock.monotonic() - startedMs);
  return visit.value.applied.map((one) => judge(turn, { one, ...visit.value, roundTripMs }));
}

interface ApplyContext {
  readonly client: RouterosCaller;
  readonly signal: AbortSignal;
  readonly view: RouterView;
  readonly listed: { queues: RouterView['queues'] };
  readonly zoneKeys: ReadonlyMap<string, string>;
}

async function apply(
  { client, signal, view, listed, zoneKeys }: ApplyContext,
  chosen: ChosenWork,
): Promise<Applied> {
  const { work } = chosen;
  const wanted = wantedQueues(work, view, zoneKeys);
  if (!isActive(view, work)) return { chosen, wanted, refusal: undefined };
  try {
    await applyQueues({ client, signal, listed }, { work, wanted });
    if (work.framedIp !== null && chosen.brings.includes('address_list')) {
      await applyAddressList(
        { client, signal },
        { address: work.framedIp, list: work.desired?.addressList ?? null },
      );
    }
    return { chosen, wanted, refusal: undefined };
  } catch (error) {
    // One session's refusal is not the next one's, nor is an id that no word of the API can hold.
    if (error instanceof RouterosTrap || error instanceof RangeError)
      return { chosen, wanted, refusal: error.message };
    throw error;
  }
}

/** `address list` of every entry of ours. */
async function listOurs(
  client: RouterosCaller,
  signal: AbortSignal,
  chosen: readonly ChosenWork[],
): Promise<ReadonlySet<string>> {
  if (!chosen.some(({ brings }) => brings.includes('address_list'))) return new Set();
  const entries = await addressLists.list(client, { signal, where: { comment: ourComment } });
  return new Set(entries.map(({ address, list }) => `${address} ${list}`));
}

interface Judged {
  readonly one: Applied;
  readonly after: RouterView['queues'];
  readonly lists: ReadonlySet<string>;
  readonly view: RouterView;
  readonly roundTripMs: number;
}

function judge(turn: Turn, { one, after, lists, view, roundTripMs }: Judged): Outcome {
  const { chosen, wanted, refusal } = one;
  const { work, brings } = chosen;
  if (!isActive(view, work)) return gone(turn, chosen, { rung: 'api', facts: { roundTripMs } });
  if (refusal !== undefined) {
    const facts = { detail: refusal, roundTripMs };
    return inVain(turn, chosen, { rung: 'api', outcome: 'refused', facts, failedWay: 'api', isUnsure: true });
  }
  if (work.framedIp === null) {
    const facts = { detail: 'The router has not told the address of this session.', roundTripMs };
    return inVain(turn, chosen, { rung: 'api', outcome: 'failed', facts, failedWay: 'api' });
  }
  const list = work.desired?.addressList ?? null;
  const isOnList = !brings.includes('address_list') || list === null || lists.has(`${work.framedIp} ${list}`);
  if (isApplied(after, { work, wanted }) && isOnList) {
    return confirmed(turn, chosen, { rung: 'api', facts: { roundTripMs } });
  }
  const facts = { detail: 'The router took the commands, but shows something else.', roundTripMs };
  return inVain(turn, chosen, { rung: 'api', outcome: 'no_effect', facts, failedWay: 'api', isUnsure: true });
}

function unreachable(turn: Turn, chosen: ChosenWork, detail: string): Outcome {
  return inVain(turn, chosen, { rung: 'api', outcome: 'unreachable', facts: { detail }, isUnsure: true });
}
