export const permissions = [
  { code: 'subscribers.read', summary: 'See subscribers' },
  { code: 'subscribers.write', summary: 'Add and change subscribers, their status, password and devices' },
  { code: 'subscribers.reveal_password', summary: "Read a subscriber's service password" },
] as const;
