export {
  secretKeys,
  settingKeys,
  settingsCatalogue,
  settingsOf,
  type SealedSetting,
  type SettingKey,
  type Settings,
} from './catalogue.ts';
export { openSetting, sealSetting } from './sealed-setting.ts';
export type { SettingsDeps } from './settings-deps.ts';
export { loadSettings, writeSetting } from './settings-store.ts';
