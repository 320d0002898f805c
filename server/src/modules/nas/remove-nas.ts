import { violatedConstraint } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { nasErrors } from './errors.ts';
import type { NasDeps } from './nas-deps.ts';
import { deleteNas, findNas } from './nas-store.ts';

/**
 * Deletes a NAS to which nothing refers. The foreign keys decide, so a session that starts at the same
 * moment is not orphaned.
 */
export async function removeNas(
  deps: Pick<NasDeps, 'database'>,
  actor: Actor,
  { id }: { id: string },
): Promise<void> {
  const { tenantId } = actor;
  try {
    await deps.database.inTenant(tenantId, async (tx) => {
      const before = await findNas(tx, { tenantId, id, forUpdate: true });
      if (!before) throw nasErrors.notFound();
      await deleteNas(tx, { tenantId, id });
      await recordAudit(tx, actor, {
        action: 'nas.deleted',
        subjectKind: 'nas',
        subjectId: id,
        subjectName: before.name,
        before: { ...before },
        after: null,
      });
    });
  } catch (error) {
    if (violatedConstraint(error) !== undefined) throw nasErrors.inUse({ cause: error });
    throw error;
  }
}
