import type { Settings, SettingKey } from './settings-queries.ts';

/** A form reads a dot in a name as a step into an object, so settings are kept by module and name there. */
export type SettingValues = Record<string, Record<string, unknown>>;

export function toSettingValues(settings: Settings, keys: readonly SettingKey[]): SettingValues {
  const values: SettingValues = {};
  for (const key of keys) {
    const [module, name] = key.split('.') as [string, string];
    (values[module] ??= {})[name] = settings[key] ?? null;
  }
  return values;
}

/** What people left empty is not set. */
export function toSettings(values: SettingValues): Partial<Settings> {
  const entries = Object.entries(values).flatMap(([module, names]) =>
    Object.entries(names).map(([name, value]) => [`${module}.${name}`, emptied(value)]),
  );
  return Object.fromEntries(entries) as Partial<Settings>;
}

/** Also within a setting of several fields. */
function emptied(value: unknown): unknown {
  if (value === '') return null;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, emptied(part)]));
}
