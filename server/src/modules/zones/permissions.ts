export const permissions = [
  { code: 'zones.read', summary: 'See zones and their prefixes' },
  { code: 'zones.write', summary: 'Add, change and delete zones' },
] as const;
