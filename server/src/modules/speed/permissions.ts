export const permissions = [
  { code: 'speed.read', summary: 'See speed rules' },
  { code: 'speed.write', summary: 'Add, change and delete speed rules' },
  { code: 'subscribers.boost', summary: 'Give a subscriber more speed for a while, and end it' },
] as const;
