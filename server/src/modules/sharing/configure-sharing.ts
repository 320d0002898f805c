import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { loadSettings, writeSetting, type Settings } from '../settings/index.ts';
import { lockTenant } from '../tenancy/index.ts';
import type { SharingDeps } from './decide-case.ts';

const keys = [
  'sharing.enabled',
  'sharing.threshold',
  'sharing.judgesBridged',
  'sharing.action',
  'sharing.actsAlone',
] as const;

/** Says whether anybody looks, from which score on a person is asked, and what is done. */
export function configureSharing(
  { database }: Pick<SharingDeps, 'database'>,
  actor: Actor,
  wanted: Pick<Settings, (typeof keys)[number]>,
): Promise<void> {
  const { tenantId } = actor;
  return database.inTenant(tenantId, async (tx) => {
    await lockTenant(tx, { id: tenantId, for: 'change' });
    const before = await loadSettings(tx, tenantId);
    const changed = keys.filter((key) => before[key] !== wanted[key]);
    if (changed.length === 0) return;
    for (const key of changed) await writeSetting(tx, { tenantId, key, value: wanted[key] });
    await recordAudit(tx, actor, {
      action: 'settings.changed',
      subjectKind: 'settings',
      subjectId: null,
      subjectName: null,
      before: Object.fromEntries(changed.map((key) => [key, before[key]])),
      after: Object.fromEntries(changed.map((key) => [key, wanted[key]])),
    });
  });
}
