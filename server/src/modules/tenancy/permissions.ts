import type { Permission } from '../../platform/http/index.ts';

export const permissions: readonly Permission[] = [
  { code: 'tenancy.write', summary: "Change the company's name, currency and time zone" },
];
