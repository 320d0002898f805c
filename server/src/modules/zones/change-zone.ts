import type { Tx } from '../../platform/db/index.ts';
import { requireRevision } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { refusingTaken } from './create-zone.ts';
import { zoneErrors } from './errors.ts';
import { auditedPrefixes, keepPrefixes } from './keep-prefixes.ts';
import { readPrefixes } from './prefix-store.ts';
import type { ZoneDeps } from './zone-deps.ts';
import { findZone, updateZone } from './zone-store.ts';
import type { Zone, ZoneInput } from './zone.ts';

/** Changes a zone that still has the revision which the person saw; its key only while no plan uses it. */
export function changeZone(
  deps: Pick<ZoneDeps, 'database' | 'plansWithZones'>,
  actor: Actor,
  { id, revision, input }: { id: string; revision: number; input: ZoneInput },
): Promise<Zone> {
  const { tenantId } = actor;
  const { prefixes, ...fields } = input;
  return refusingTaken(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      const before = await findZone(tx, { tenantId, id, forUpdate: true });
      if (!before) throw zoneErrors.notFound();
      requireRevision(zoneErrors.revisionConflict, {
        present: before.revision,
        expected: revision,
        row: { ...before, prefixes: await readPrefixes(tx, { tenantId, id }) },
      });
      if (fields.key !== before.key) await requireUnused(deps, tx, { tenantId, id });
      const after = await updateZone(tx, { tenantId, id, ...fields });
      const { added, removed } = await keepPrefixes(tx, { tenantId, id, prefixes });
      const changed = (['name', 'key', 'description'] as const).filter(
        (name) => before[name] !== after[name],
      );
      await recordAudit(tx, actor, {
        action: 'zone.changed',
        subjectKind: 'zone',
        subjectId: id,
        subjectName: after.name,
        before: {
          ...Object.fromEntries(changed.map((name) => [name, before[name]])),
          ...(removed.length > 0 && { prefixes: auditedPrefixes(removed) }),
        },
        after: {
          ...Object.fromEntries(changed.map((name) => [name, after[name]])),
          ...(added.length > 0 && { prefixes: auditedPrefixes(added) }),
        },
      });
      return after;
    }),
  );
}

async function requireUnused(
  deps: Pick<ZoneDeps, 'plansWithZones'>,
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<void> {
  const plans = (await deps.plansWithZones(tx, { tenantId, zoneIds: [id] })).get(id) ?? [];
  if (plans.length === 0) return;
  const message = `stays while plans use the zone: ${plans.map((plan) => plan.name).join(', ')}`;
  throw zoneErrors.keyInUse({ details: [{ field: 'key', message }] });
}
