export const permissions = [
  { code: 'sessions.read', summary: 'See sessions and what subscribers have used' },
] as const;
