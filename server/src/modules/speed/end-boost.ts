import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireOpenSubscriber } from '../subscribers/index.ts';
import type { Boost } from './boost.ts';
import { endBoostAt, findBoost } from './boost-store.ts';
import { speedErrors } from './errors.ts';
import type { SpeedDeps } from './speed-deps.ts';

/** Ends a boost that runs, now. It stays for the record. */
export function endBoost(
  deps: Pick<SpeedDeps, 'database' | 'clock'>,
  actor: Actor,
  { subscriberId, id }: { subscriberId: string; id: string },
): Promise<Boost> {
  const { tenantId } = actor;
  const now = new Date(deps.clock.now());
  return deps.database.inTenant(tenantId, async (tx) => {
    const { username } = await requireOpenSubscriber(tx, { tenantId, id: subscriberId });
    const before = await findBoost(tx, { tenantId, subscriberId, id });
    if (!before) throw speedErrors.boostNotFound();
    if (before.endsAt <= now) throw speedErrors.boostEnded();
    // A clock that was set back since the grant must not make it end before it began.
    const endsAt = now > before.startsAt ? now : before.startsAt;
    const after = await endBoostAt(tx, { tenantId, id, endsAt });
    await recordAudit(tx, actor, {
      action: 'boost.ended',
      subjectKind: 'subscriber',
      subjectId: subscriberId,
      subjectName: username,
      before: { boostId: id, endsAt: before.endsAt },
      after: { boostId: id, endsAt: after.endsAt },
    });
    return after;
  });
}
