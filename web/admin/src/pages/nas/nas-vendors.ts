/** The dialects of RADIUS that the server speaks. */
export const vendors = [
  'mikrotik',
  'cisco',
  'huawei',
  'zte',
  'juniper',
  'wispr',
  'chillispot',
  'generic',
] as const;

export const signatureModes = ['observe', 'require', 'off'] as const;
