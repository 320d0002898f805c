export const permissions = [
  { code: 'quota.top_up', summary: 'Add volume or time to the quota of subscribers' },
  { code: 'quota.reset', summary: 'Let the counts of subscribers begin anew' },
] as const;
