export const permissions = [
  { code: 'tunnels.read', summary: 'See gateways and tunnels, without their keys' },
  {
    code: 'tunnels.write',
    summary: 'Add, change and remove gateways and tunnels, and read their configuration with the keys in it',
  },
] as const;
