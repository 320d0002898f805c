import type { Clock, Random } from '@trunkline/kit';
import type { Database, Tx } from '../../platform/db/index.ts';
import { httpErrors } from '../../platform/http/errors.ts';
import { actorId, type Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { quietAfterActionDays, type SharingAction, type SharingCase } from './case.ts';
import { decideCase, findCase, lockCase } from './case-store.ts';
import { sharingErrors } from './errors.ts';
import { permissionOf, takeAction } from './take-action.ts';

export interface SharingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
}

const dayMs = 86_400_000;

/** Approves a case and does what was chosen, in one transaction: a refusal of the action leaves the case open. */
export function approveCase(
  deps: SharingDeps,
  actor: Actor,
  { id, action }: { id: string; action: SharingAction },
): Promise<SharingCase> {
  if (!actor.can(permissionOf[action])) throw httpErrors.forbidden();
  return deps.database.inTenant(actor.tenantId, (tx) =>
    settle(deps, { tx, actor }, { id, action, state: 'approved' }),
  );
}

/** What a tenant lets us do alone; `actor` is the system. */
export async function actAlone(
  deps: Pick<SharingDeps, 'clock' | 'random'>,
  { tx, actor }: { tx: Tx; actor: Actor },
  { id, action }: { id: string; action: SharingAction },
): Promise<void> {
  await settle(deps, { tx, actor }, { id, action, state: 'acted' });
}

/** Leaves a subscriber in peace for so many days, whatever is seen. */
export function dismissCase(
  { database, clock }: SharingDeps,
  actor: Actor,
  { id, reason, quietDays }: { id: string; reason: string; quietDays: number },
): Promise<SharingCase> {
  const { tenantId } = actor;
  const at = new Date(clock.now());
  return database.inTenant(tenantId, async (tx) => {
    await requireOpen(tx, { tenantId, id });
    const quietUntil = new Date(at.getTime() + quietDays * dayMs);
    const by = { by: actorId(actor), byName: actor.name };
    await decideCase(
      tx,
      { tenantId, id },
      { state: 'dismissed', at, ...by, action: null, reason, quietUntil },
    );
    return recorded(tx, actor, { id, act: 'sharing.dismissed', after: { reason, quietDays } });
  });
}

async function settle(
  deps: Pick<SharingDeps, 'clock' | 'random'>,
  { tx, actor }: { tx: Tx; actor: Actor },
  { id, action, state }: { id: string; action: SharingAction; state: 'approved' | 'acted' },
): Promise<SharingCase> {
  const { tenantId } = actor;
  const at = new Date(deps.clock.now());
  const { subscriberId, score } = await requireOpen(tx, { tenantId, id });
  await takeAction(deps, { tx, actor }, { subscriberId, action, reason: `shared account, case ${id}` });
  const quietUntil = new Date(at.getTime() + quietAfterActionDays * dayMs);
  const by = { by: actorId(actor), byName: actor.name };
  await decideCase(tx, { tenantId, id }, { state, at, ...by, action, reason: null, quietUntil });
  return recorded(tx, actor, { id, act: `sharing.${state}`, after: { action, score } });
}

async function requireOpen(tx: Tx, key: { tenantId: string; id: string }) {
  const found = await lockCase(tx, key);
  if (!found) throw sharingErrors.notFound();
  if (found.state !== 'open') throw sharingErrors.decided();
  return found;
}

async function recorded(
  tx: Tx,
  actor: Actor,
  { id, act, after }: { id: string; act: string; after: Record<string, unknown> },
): Promise<SharingCase> {
  const decided = (await findCase(tx, { tenantId: actor.tenantId, id }))!;
  await recordAudit(tx, actor, {
    action: act,
    subjectKind: 'subscriber',
    subjectId: decided.subscriberId,
    subjectName: decided.username,
    before: null,
    after: { caseId: id, ...after },
  });
  return decided;
}
