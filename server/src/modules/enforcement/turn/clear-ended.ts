import { addressLists, simpleQueues } from '@trunkline/routeros';
import { sql } from 'kysely';
import { ourComment } from '../../routers/index.ts';
import { isQueueOf } from '../router/router-objects.ts';
import type { Turn } from './turn.ts';
import type { Work } from './turn-store.ts';
import { withRouter } from '../router/with-router.ts';

/** A router that cannot be asked is asked again after this. */
const retryMs = 60_000;

/**
 * Takes what is ours of sessions that are over off their router: the next one to get such an address must not find it
 * slowed. Their rows go when the router shows none of it any more.
 */
export async function clearEnded(turn: Turn, ended: readonly Work[]): Promise<void> {
  const held = ended.filter(({ isHeldByApi }) => isHeldByApi);
  const visit = held.length > 0 && turn.router ? await removeObjects(turn, held) : undefined;
  const isDone = held.length === 0 || visit?.ok === true || !turn.router;
  const ids = ended.map(({ sessionId }) => sessionId);
  const { tenantId } = turn.nas;
  await turn.deps.database.inTenant(tenantId, async (tx) => {
    if (isDone) {
      await sql`update enforcement.session_terms set is_held_by_api = false
        where tenant_id = ${tenantId} and session_id = any (${ids}::uuid[]) and state = 'ended'`.execute(tx);
    } else {
      const next = new Date(Math.max(turn.memory.api.retryAtMs, turn.deps.clock.now() + retryMs));
      await sql`update enforcement.session_terms set next_attempt_at = ${next}
        where tenant_id = ${tenantId} and session_id = any (${ids}::uuid[]) and state = 'ended'`.execute(tx);
    }
  });
}

async function removeObjects(turn: Turn, held: readonly Work[]) {
  const stillUsed = await addressesInUse(turn);
  return withRouter(turn, async (client, { signal }) => {
    const queues = await simpleQueues.list(client, { signal, where: { comment: ourComment } });
    const ids = queues.filter((queue) => held.some((work) => isQueueOf(queue, work))).map(({ id }) => id);
    if (ids.length > 0) await simpleQueues.remove(client, ids, { signal });
    const left = new Set(held.flatMap(({ framedIp }) => (framedIp === null ? [] : [framedIp])));
    const entries = await addressLists.list(client, { signal, where: { comment: ourComment } });
    const gone = entries.filter(({ address }) => left.has(address) && !stillUsed.has(address));
    if (gone.length > 0) {
      await addressLists.remove(
        client,
        gone.map(({ id }) => id),
        { signal },
      );
    }
  });
}

/** Addresses that somebody else has by now, with a list entry of ours that is meant. */
async function addressesInUse({ deps, nas }: Turn): Promise<Set<string>> {
  const { rows } = await deps.database.inTenant(nas.tenantId, (tx) =>
    sql<{ framedIp: string }>`
      select host(s.framed_ip) as framed_ip from enforcement.session_terms t
      join sessions.session s on s.tenant_id = t.tenant_id and s.id = t.session_id and s.stopped_at is null
      where t.tenant_id = ${nas.tenantId} and t.nas_id = ${nas.nasId} and t.is_held_by_api
        and s.framed_ip is not null`.execute(tx),
  );
  return new Set(rows.map(({ framedIp }) => framedIp));
}
