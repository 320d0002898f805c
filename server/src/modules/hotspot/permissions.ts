export const permissions = [
  {
    code: 'hotspot.aaa',
    summary: 'Ask for logins and report sessions of one NAS; for API keys of a NAS alone',
  },
  { code: 'hotspot.read', summary: 'See the devices of hotspot accounts and the walled garden' },
  { code: 'hotspot.write', summary: 'Name and forget devices, and change the walled garden' },
] as const;
