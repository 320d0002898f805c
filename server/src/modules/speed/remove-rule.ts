import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { speedErrors } from './errors.ts';
import { deleteRule, findRule } from './rule-store.ts';
import type { SpeedDeps } from './speed-deps.ts';

/** Deletes a rule; whom it held for has the plan's speed from then on. */
export function removeRule(
  deps: Pick<SpeedDeps, 'database'>,
  actor: Actor,
  { id }: { id: string },
): Promise<void> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const before = await findRule(tx, { tenantId, id });
    if (!before) throw speedErrors.notFound();
    await deleteRule(tx, { tenantId, id });
    await recordAudit(tx, actor, {
      action: 'speed_rule.deleted',
      subjectKind: 'speed_rule',
      subjectId: id,
      subjectName: before.name,
      before: { ...before },
      after: null,
    });
  });
}
