import { violatedConstraint } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { zoneErrors } from './errors.ts';
import { auditedPrefixes } from './keep-prefixes.ts';
import { readPrefixes } from './prefix-store.ts';
import type { ZoneDeps } from './zone-deps.ts';
import { deleteZone, findZone } from './zone-store.ts';

/** Deletes a zone that no version of a plan names; the foreign key has the last word. */
export async function removeZone(
  deps: Pick<ZoneDeps, 'database' | 'plansWithZones'>,
  actor: Actor,
  { id }: { id: string },
): Promise<void> {
  const { tenantId } = actor;
  try {
    await deps.database.inTenant(tenantId, async (tx) => {
      const before = await findZone(tx, { tenantId, id, forUpdate: true });
      if (!before) throw zoneErrors.notFound();
      const plans = (await deps.plansWithZones(tx, { tenantId, zoneIds: [id] })).get(id) ?? [];
      if (plans.length > 0) {
        throw zoneErrors.inUse({ details: plans.map(({ name }) => ({ field: 'plans', message: name })) });
      }
      const prefixes = auditedPrefixes(await readPrefixes(tx, { tenantId, id }));
      await deleteZone(tx, { tenantId, id });
      await recordAudit(tx, actor, {
        action: 'zone.deleted',
        subjectKind: 'zone',
        subjectId: id,
        subjectName: before.name,
        before: { ...before, prefixes },
        after: null,
      });
    });
  } catch (error) {
    if (violatedConstraint(error) !== undefined) throw zoneErrors.inUse({ cause: error });
    throw error;
  }
}
