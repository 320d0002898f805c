export const permissions = [
  { code: 'enforcement.read', summary: 'See what became of orders to NAS' },
  { code: 'enforcement.disconnect', summary: 'Disconnect sessions' },
] as const;
