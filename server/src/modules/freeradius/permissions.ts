export const permissions = [
  { code: 'freeradius.read', summary: 'See the FreeRADIUS bridge and how far its tables are in step' },
  {
    code: 'freeradius.manage',
    summary: 'Turn the FreeRADIUS bridge on and off, see its new password, rebuild and verify its tables',
  },
] as const;
