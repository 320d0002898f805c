export const settingsTabs = ['company', 'network', 'subscriptions', 'hotspot', 'security', 'system'] as const;
export type SettingsTab = (typeof settingsTabs)[number];

export function validateSettingsSearch(search: Record<string, unknown>): { tab?: SettingsTab | undefined } {
  const tab = settingsTabs.find((known) => known === search['tab']);
  return tab === undefined || tab === 'company' ? {} : { tab };
}
