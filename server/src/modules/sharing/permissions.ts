export const permissions = [
  { code: 'sharing.read', summary: 'See which accounts several households seem to use, and the evidence' },
  { code: 'sharing.decide', summary: 'Approve or dismiss what is to be done about a shared account' },
] as const;
