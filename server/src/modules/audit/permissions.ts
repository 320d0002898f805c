import type { Permission } from '../../platform/http/index.ts';

export const permissions: readonly Permission[] = [{ code: 'audit.read', summary: 'See who did what' }];
