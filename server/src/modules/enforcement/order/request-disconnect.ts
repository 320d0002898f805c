import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Database, Tx } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/http/index.ts';
import { enqueueJob } from '../../../platform/jobs/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { findSession, isOpen } from '../../sessions/index.ts';
import { findRouterEndpoint, insertDisconnect } from './disconnect-store.ts';
import type { Disconnect } from './disconnect.ts';
import { enforcementErrors } from '../errors.ts';

export interface EnforcementDeps {
  database: Database;
  clock: Clock;
  random: Random;
}

export interface DisconnectOrder {
  sessionId: string;
  reason: string | null;
}

/**
 * Orders the end of a session at its router. The router is the one of the session's row, read in the actor's
 * tenant: a session of another tenant does not exist here, and nothing is sent. Idempotence is by order:
 * asking twice sends twice, and the NAS ends a session once.
 */
export function requestDisconnect(
  deps: EnforcementDeps,
  actor: Actor,
  order: DisconnectOrder,
): Promise<Disconnect> {
  return deps.database.inTenant(actor.tenantId, (tx) => orderDisconnect(deps, { tx, actor }, order));
}

/** The same within a transaction of the caller's; the order is sent when that commits. */
export async function orderDisconnect(
  deps: Pick<EnforcementDeps, 'clock' | 'random'>,
  { tx, actor }: { tx: Tx; actor: Actor },
  { sessionId, reason }: DisconnectOrder,
): Promise<Disconnect> {
  const { tenantId } = actor;
  const session = await findSession(tx, { tenantId, id: sessionId });
  if (!session) throw enforcementErrors.sessionNotFound();
  if (!isOpen(session)) throw enforcementErrors.sessionClosed();
  if (!(await findRouterEndpoint(tx, session))) throw enforcementErrors.routerLeftNas();
  const disconnect = await insertDisconnect(tx, {
    tenantId,
    id: uuidv7(deps.clock, deps.random),
    sessionId,
    requestedAt: new Date(deps.clock.now()),
    requestedBy: actor.personId,
    requestedByName: actor.name,
    reason,
    state: 'queued',
  });
  await recordAudit(tx, actor, {
    action: 'enforcement.disconnect_requested',
    subjectKind: 'session',
    subjectId: sessionId,
    subjectName: session.username,
    before: null,
    after: { disconnectId: disconnect.id, reason },
  });
  await enqueueJob(tx, {
    task: 'disconnect-session',
    payload: { tenantId, disconnectId: disconnect.id },
    // A router handles orders one after the other; others do not wait for it.
    queue: `nas:${session.nasId}:${session.nasAddress}`,
    key: `disconnect:${disconnect.id}`,
  });
  return disconnect;
}
