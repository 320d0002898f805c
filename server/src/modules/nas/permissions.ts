export const permissions = [
  { code: 'nas.read', summary: 'See the NAS and what was observed of them' },
  { code: 'nas.write', summary: 'Add, change and delete NAS, and give them new secrets' },
  { code: 'nas.test', summary: 'Test whether a NAS and this server understand each other' },
  { code: 'nas.reveal_secret', summary: "Read a NAS's RADIUS secret" },
] as const;
