/** The dialects of RADIUS that the server speaks. */
export const vendors = ['mikrotik', 'wispr', 'chillispot', 'generic'] as const;

export const signatureModes = ['observe', 'require', 'off'] as const;
