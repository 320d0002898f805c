import type { Actor } from '../../../platform/http/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { lockTenant } from '../../tenancy/index.ts';
import { forgetAll, readCounts } from './shadow-store.ts';
import type { ShadowDeps } from './shadow-deps.ts';

/** Begins counting anew, as after something that explained the disagreements was mended. */
export async function forgetComparisons({ database }: ShadowDeps, actor: Actor): Promise<void> {
  const { tenantId } = actor;
  await database.inTenant(tenantId, async (tx) => {
    await lockTenant(tx, { id: tenantId, for: 'change' });
    const { logins, disagreeing } = await readCounts(tx, tenantId);
    await forgetAll(tx, tenantId);
    await recordAudit(tx, actor, {
      action: 'shadow.forgotten',
      subjectKind: 'shadow',
      subjectId: null,
      subjectName: null,
      before: { logins, disagreeing },
      after: null,
    });
  });
}
