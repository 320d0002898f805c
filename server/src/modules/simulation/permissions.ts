export const permissions = [
  { code: 'plans.simulate', summary: 'Try terms of a plan on recorded usage, and see what people pay' },
] as const;
