export const permissions = [
  { code: 'aaa.read', summary: 'See the authentication log and the state of the RADIUS servers' },
] as const;
