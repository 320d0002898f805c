import type { Database } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { settingKeys, settingsCatalogue, type SettingKey, type Settings } from './catalogue.ts';
import { loadSettings, writeSetting } from './settings-store.ts';

/** Writes the settings that are given and really change, and returns all of them. */
export function changeSettings(
  deps: { database: Database },
  actor: Actor,
  change: { [Key in SettingKey]?: Settings[Key] | undefined },
): Promise<Settings> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const before = await loadSettings(tx, tenantId);
    const changed = settingKeys.filter((key) => change[key] !== undefined && change[key] !== before[key]);
    for (const key of changed) await writeSetting(tx, { tenantId, key, value: change[key] });
    if (changed.length > 0) {
      await recordAudit(tx, actor, {
        action: 'settings.changed',
        subjectKind: 'settings',
        subjectId: null,
        subjectName: null,
        before: Object.fromEntries(changed.map((key) => [key, shown(key, before[key])])),
        after: Object.fromEntries(changed.map((key) => [key, shown(key, change[key])])),
      });
    }
    return loadSettings(tx, tenantId);
  });
}

const mask = '***';

/** A setting as people see it: a secret one shows only whether it is set. */
export function shown(key: SettingKey, value: unknown): unknown {
  return settingsCatalogue[key].isSecret && value !== null ? mask : value;
}
