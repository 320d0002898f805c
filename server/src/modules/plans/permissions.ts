export const permissions = [
  { code: 'plans.read', summary: 'See plans and their versions' },
  { code: 'plans.write', summary: 'Add, change, retire and delete plans' },
] as const;
