import type { SettingKey } from './settings-queries.ts';
import type { SettingsTab } from './settings-search.ts';

interface SettingPlace {
  tab: SettingsTab;
  kind: 'switch' | 'number' | 'text' | 'url' | 'secret' | 'walledGarden' | 'walledFor';
  unit?: 'seconds' | 'hours' | 'days' | 'perMinute';
  isRequired?: true;
}

/** Where each setting stands and how it is given. A setting of the API without its place does not compile. */
export const settingPlaces: Record<SettingKey, SettingPlace> = {
  'radius.serverAddress': { tab: 'network', kind: 'text' },
  'radius.interimIntervalSeconds': { tab: 'network', kind: 'number', unit: 'seconds', isRequired: true },
  'radius.stripRealm': { tab: 'network', kind: 'switch' },
  'radius.macAuthPassword': { tab: 'network', kind: 'secret' },
  'radius.snapshotMaxAgeSeconds': { tab: 'network', kind: 'number', unit: 'seconds' },
  'subscriptions.graceHours': { tab: 'subscriptions', kind: 'number', unit: 'hours', isRequired: true },
  'policy.walledGarden': { tab: 'subscriptions', kind: 'walledGarden' },
  'policy.walledFor': { tab: 'subscriptions', kind: 'walledFor' },
  'hotspot.macCookieDays': { tab: 'hotspot', kind: 'number', unit: 'days' },
  'hotspot.deviceForgetDays': { tab: 'hotspot', kind: 'number', unit: 'days', isRequired: true },
  'hotspot.landingUrl': { tab: 'hotspot', kind: 'url' },
  'hotspot.payUrl': { tab: 'hotspot', kind: 'url' },
  'hotspot.logoffUrl': { tab: 'hotspot', kind: 'url' },
  'hotspot.requestsPerMinute': { tab: 'hotspot', kind: 'number', unit: 'perMinute', isRequired: true },
  'staff.requireSecondFactor': { tab: 'security', kind: 'switch' },
  'staff.sessionHours': { tab: 'security', kind: 'number', unit: 'hours', isRequired: true },
};

export function settingsOfTab(tab: SettingsTab): SettingKey[] {
  return (Object.keys(settingPlaces) as SettingKey[]).filter((key) => settingPlaces[key].tab === tab);
}
