import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface PermissionGroup {
  module: string;
  label: string;
  permissions: { code: string; label: string }[];
}

/** Permissions by the module that they belong to, in words; a code of a newer server shows as it is. */
export function usePermissionGroups(codes: readonly string[]): PermissionGroup[] {
  const { t } = useTranslation('roles');
  return useMemo(() => {
    const groups = new Map<string, PermissionGroup>();
    for (const code of codes) {
      const module = code.split('.', 1)[0]!;
      const label = t(`module.${module}` as never, { defaultValue: module });
      const group = groups.get(module) ?? { module, label, permissions: [] };
      group.permissions.push({ code, label: t(`permission.${code}` as never, { defaultValue: code }) });
      groups.set(module, group);
    }
    return [...groups.values()];
  }, [codes, t]);
}
