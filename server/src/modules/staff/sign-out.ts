import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { revokeOwnSession, revokeSession, revokeSessionsEverywhere } from './session-store.ts';
import type { StaffDeps } from './staff-deps.ts';

type Deps = Pick<StaffDeps, 'database' | 'clock' | 'sessions'>;

/** Ends this session. */
export async function signOut(deps: Deps, actor: Actor, { sessionId }: { sessionId: string }): Promise<void> {
  const { tenantId } = actor;
  const at = new Date(deps.clock.now());
  await deps.database.inTenant(tenantId, async (tx) => {
    await revokeSession(tx, { tenantId, id: sessionId, at });
    await recordOwnAct(tx, actor, 'staff.signed_out');
  });
  deps.sessions.forgetSession(sessionId);
}

/** Ends another session of the same person in this tenant. False when there is none. */
export async function endOwnSession(
  deps: Deps,
  actor: Actor & { personId: string },
  { sessionId }: { sessionId: string },
): Promise<boolean> {
  const { tenantId, personId } = actor;
  const at = new Date(deps.clock.now());
  const hasEnded = await deps.database.inTenant(tenantId, async (tx) => {
    if (!(await revokeOwnSession(tx, { tenantId, personId, id: sessionId, at }))) return false;
    await recordOwnAct(tx, actor, 'staff.session_ended');
    return true;
  });
  deps.sessions.forgetSession(sessionId);
  return hasEnded;
}

/** Ends all sessions of the person, this one included, in every tenant. */
export async function signOutEverywhere(deps: Deps, actor: Actor & { personId: string }): Promise<void> {
  const { personId } = actor;
  const at = new Date(deps.clock.now());
  await deps.database.inTenant(actor.tenantId, async (tx) => {
    await revokeSessionsEverywhere(tx, { personId, keptSessionId: null, at });
    await recordOwnAct(tx, actor, 'staff.signed_out_everywhere');
  });
  deps.sessions.forgetPerson(personId);
}

function recordOwnAct(tx: Parameters<typeof recordAudit>[0], actor: Actor, action: string): Promise<void> {
  return recordAudit(tx, actor, {
    action,
    subjectKind: 'staff',
    subjectId: actor.personId,
    subjectName: actor.name,
    before: null,
    after: null,
  });
}
