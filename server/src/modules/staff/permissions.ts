import type { Permission } from '../../platform/http/index.ts';

export const permissions: readonly Permission[] = [
  { code: 'staff.read', summary: 'See the staff, the roles and the API keys' },
  { code: 'staff.write', summary: 'Add staff, give them roles, disable them' },
  { code: 'staff.write_roles', summary: 'Make, change and delete roles' },
  { code: 'staff.write_api_keys', summary: 'Make, change and revoke API keys' },
];
