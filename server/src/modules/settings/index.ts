export { settingKeys, settingsCatalogue, settingsOf, type SettingKey, type Settings } from './catalogue.ts';
export { loadSettings } from './settings-store.ts';
