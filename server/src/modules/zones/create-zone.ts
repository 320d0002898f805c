import { uuidv7 } from '@trunkline/kit';
import { violatedConstraint } from '../../platform/db/index.ts';
import type { ErrorMaker } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { lockTenant } from '../tenancy/index.ts';
import { zoneErrors } from './errors.ts';
import { auditedPrefixes, keepPrefixes } from './keep-prefixes.ts';
import type { ZoneDeps } from './zone-deps.ts';
import { countZones, insertZone } from './zone-store.ts';
import { mostZones, type Zone, type ZoneInput } from './zone.ts';

/** Adds a zone with its prefixes. */
export function createZone(
  deps: Omit<ZoneDeps, 'plansWithZones'>,
  actor: Actor,
  { prefixes, ...fields }: ZoneInput,
): Promise<Zone> {
  const { tenantId } = actor;
  const id = uuidv7(deps.clock, deps.random);
  return refusingTaken(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      // Two at once would each find room for one more.
      await lockTenant(tx, { id: tenantId, for: 'change' });
      if ((await countZones(tx, { tenantId })) >= mostZones) throw zoneErrors.tooMany();
      const zone = await insertZone(tx, { tenantId, id, ...fields });
      const { added } = await keepPrefixes(tx, { tenantId, id, prefixes });
      await recordAudit(tx, actor, {
        action: 'zone.created',
        subjectKind: 'zone',
        subjectId: id,
        subjectName: zone.name,
        before: null,
        after: { ...fields, prefixes: auditedPrefixes(added) },
      });
      return zone;
    }),
  );
}

/** What the table's own keys refuse. */
const takenBy: Readonly<Record<string, { make: ErrorMaker; field: string }>> = {
  zone_name: { make: zoneErrors.nameTaken, field: 'name' },
  zone_tenant_id_key_key: { make: zoneErrors.keyTaken, field: 'key' },
  // Only where another zone got the prefix at the same moment: what stands already was looked for before.
  prefix_of_one_zone: { make: zoneErrors.prefixTaken, field: 'prefixes' },
};

export async function refusingTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const taken = takenBy[violatedConstraint(error) ?? ''];
    if (!taken) throw error;
    throw taken.make({ details: [{ field: taken.field, message: 'is taken' }], cause: error });
  }
}
