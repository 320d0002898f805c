export const permissions = [
  { code: 'subscriptions.read', summary: 'See subscriptions' },
  { code: 'subscriptions.write', summary: 'Assign, change, extend and cancel subscriptions' },
] as const;
