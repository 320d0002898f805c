import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { revokeSession, revokeSessionsEverywhere } from './session-store.ts';
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
