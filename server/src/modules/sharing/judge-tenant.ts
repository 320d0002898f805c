import { uuidv7 } from '@trunkline/kit';
import type { Tx } from '../../platform/db/index.ts';
import { CatalogueError } from '../../platform/errors.ts';
import { localActor } from '../../platform/http/index.ts';
import { loadSettings } from '../settings/index.ts';
import { findTenant } from '../tenancy/index.ts';
import { sightingDays } from './case.ts';
import { listUnquiet, openCase, updateOpenCases, type FoundSharing } from './case-store.ts';
import { actAlone, type SharingDeps } from './decide-case.ts';
import { scoreEvidence } from './evidence/score-evidence.ts';
import { readFacts } from './facts-store.ts';
import { forgetSightings } from './sighting-store.ts';

/** Cases that one pass opens in a tenant: a queue that grows faster is read by nobody. */
const mostOpened = 200;
const dayMs = 86_400_000;

/**
 * Scores everybody of whom something is known: brings open cases up to date, and opens one for each who reaches the
 * tenant's threshold and is not left in peace. Acts only where the tenant has said that we may. Answers how many were
 * opened.
 */
export async function judgeTenant(deps: SharingDeps, tenantId: string): Promise<number> {
  const { database, clock, random } = deps;
  const at = new Date(clock.now());
  const opened = await database.inTenant(tenantId, async (tx) => {
    const settings = await loadSettings(tx, tenantId);
    const found = await scored(tx, { tenantId, at });
    await updateOpenCases(tx, { tenantId, at, found });
    const over = found.filter(({ score }) => score >= settings['sharing.threshold']);
    const unquiet = await listUnquiet(tx, {
      tenantId,
      at,
      subscriberIds: over.map(({ subscriberId }) => subscriberId),
    });
    const fresh = over
      .filter(({ subscriberId }) => unquiet.has(subscriberId))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, mostOpened);
    const ids: string[] = [];
    for (const one of fresh) {
      const id = uuidv7(clock, random);
      await openCase(tx, { tenantId, id, at, found: one });
      ids.push(id);
    }
    return { ids, action: settings['sharing.actsAlone'] ? settings['sharing.action'] : null };
  });
  if (opened.action !== null) {
    for (const id of opened.ids) await tryAlone(deps, tenantId, { id, action: opened.action });
  }
  return opened.ids.length;
}

/** Each in a transaction of its own: what cannot be done to one stays open for a person. */
async function tryAlone(
  deps: SharingDeps,
  tenantId: string,
  order: Parameters<typeof actAlone>[2],
): Promise<void> {
  try {
    await deps.database.inTenant(tenantId, (tx) =>
      actAlone(deps, { tx, actor: localActor('system', tenantId) }, order),
    );
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
  }
}

async function scored(tx: Tx, { tenantId, at }: { tenantId: string; at: Date }): Promise<FoundSharing[]> {
  const since = new Date(at.getTime() - sightingDays * dayMs);
  await forgetSightings(tx, { tenantId, before: since });
  const { timeZone } = (await findTenant(tx, { id: tenantId }))!;
  const facts = await readFacts(tx, { tenantId, since, timeZone });
  return facts.map(({ subscriberId, ...known }) => ({ subscriberId, ...scoreEvidence(known) }));
}
