import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { lockTenant } from '../tenancy/index.ts';
import {
  isSecretKey,
  settingKeys,
  settingsCatalogue,
  type SettingKey,
  type Settings,
  type SettingsInput,
} from './catalogue.ts';
import { openSetting, sealSetting } from './sealed-setting.ts';
import type { SettingsDeps } from './settings-deps.ts';
import { loadSettings, writeSetting } from './settings-store.ts';

type Change = { [Key in SettingKey]?: SettingsInput[Key] | undefined };

/**
 * Writes the settings that are given and really change, and returns all of them. A secret that comes back
 * as it is shown stays as it is.
 */
export function changeSettings(deps: SettingsDeps, actor: Actor, change: Change): Promise<Settings> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    await lockTenant(tx, { id: tenantId, for: 'change' });
    const before = await loadSettings(tx, tenantId);
    const isChange = (key: SettingKey): boolean =>
      change[key] !== undefined &&
      !(isSecretKey(key) && change[key] === mask) &&
      change[key] !== plainOf(deps, { tenantId, key, settings: before });
    const changed = settingKeys.filter(isChange);
    for (const key of changed) await write(deps, { tx, tenantId, key }, change[key]);
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

async function write(
  deps: SettingsDeps,
  { tx, tenantId, key }: { tx: Tx; tenantId: string; key: SettingKey },
  given: unknown,
): Promise<void> {
  const isText = isSecretKey(key) && typeof given === 'string';
  const value = isText ? sealSetting(deps.sealer, { tenantId, key }, given) : given;
  await writeSetting(tx, { tenantId, key, value });
  if (key === 'radius.stripRealm') await deps.rekeyUsernames(tx, { tenantId, stripRealm: given === true });
}

function plainOf(
  { sealer }: SettingsDeps,
  { tenantId, key, settings }: { tenantId: string; key: SettingKey; settings: Settings },
): unknown {
  if (!isSecretKey(key)) return settings[key];
  const sealed = settings[key];
  return sealed === null ? null : openSetting(sealer, { tenantId, key }, sealed);
}

const mask = '***';

/** A setting as people see it: a secret one shows only whether it is set. */
export function shown(key: SettingKey, value: unknown): unknown {
  return settingsCatalogue[key].isSecret && value !== null ? mask : value;
}
