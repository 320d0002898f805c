import type { Permission } from '../../platform/http/index.ts';

export const permissions: readonly Permission[] = [
  { code: 'settings.read', summary: 'See the settings' },
  { code: 'settings.write', summary: 'Change the settings' },
];
