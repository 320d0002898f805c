import type { Actor } from '../../../platform/http/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { writeSetting } from '../../settings/index.ts';
import { lockTenant } from '../../tenancy/index.ts';
import { shadowErrors } from '../errors.ts';
import { readStatus } from './read-status.ts';
import type { ShadowDeps } from './shadow-deps.ts';

/**
 * Whose answers routers get from now on. To ours only when the last answers were the same, unless `anyway`; back at any
 * time. What is on its way to the other server is still answered by it.
 */
export async function switchShadow(
  { database, clock }: ShadowDeps,
  actor: Actor,
  { to, anyway }: { to: 'ours' | 'theirs'; anyway: boolean },
): Promise<void> {
  const { tenantId } = actor;
  await database.inTenant(tenantId, async (tx) => {
    await lockTenant(tx, { id: tenantId, for: 'change' });
    const { settings, counts, whyNot } = await readStatus(tx, { tenantId, nowMs: clock.now() });
    if (settings['shadow.mode'] !== 'proxy') throw shadowErrors.notProxy();
    const before = settings['shadow.answeredBy'];
    if (before === to) return;
    if (to === 'ours' && whyNot !== null && !anyway) throw shadowErrors.notReady({ data: { whyNot } });
    await writeSetting(tx, { tenantId, key: 'shadow.answeredBy', value: to });
    await recordAudit(tx, actor, {
      action: 'shadow.switched',
      subjectKind: 'shadow',
      subjectId: null,
      subjectName: null,
      before: { answeredBy: before },
      after: { answeredBy: to, anyway, whyNot, disagreeing: counts.disagreeing },
    });
  });
}
