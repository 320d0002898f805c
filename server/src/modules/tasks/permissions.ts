export const permissions = [
  { code: 'tasks.read', summary: "See everybody's bulk tasks and what became of them" },
  { code: 'tasks.cancel', summary: "Stop everybody's bulk tasks" },
] as const;
