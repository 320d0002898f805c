export const permissions = [
  { code: 'shadow.read', summary: 'See how the answers of another RADIUS server differ from ours' },
  {
    code: 'shadow.manage',
    summary: 'Compare with another RADIUS server, and switch which of the two answers',
  },
] as const;
