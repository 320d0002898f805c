import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireOpenSubscriber } from '../subscribers/index.ts';
import { quotaErrors } from './errors.ts';
import { announce, resetMeter, type Counts } from './meter-store.ts';
import type { QuotaDeps } from './quota-deps.ts';

/**
 * Lets every count of a subscriber begin anew in the periods that run: of the quota, and of fair use by day, week and
 * month. What was used stays in the usage of the days. Answers what had been counted.
 */
export function resetQuota(
  deps: Pick<QuotaDeps, 'database'>,
  actor: Actor,
  { subscriberId, reason }: { subscriberId: string; reason: string | null },
): Promise<Counts> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const subscriber = await requireOpenSubscriber(tx, { tenantId, id: subscriberId });
    const before = await resetMeter(tx, { tenantId, subscriberId });
    if (!before) throw quotaErrors.notMetered();
    await announce(tx, [{ tenantId, subscriberId }]);
    await recordAudit(tx, actor, {
      action: 'quota.reset',
      subjectKind: 'subscriber',
      subjectId: subscriberId,
      subjectName: subscriber.username,
      before: { ...before },
      after: { reason },
    });
    return before;
  });
}
