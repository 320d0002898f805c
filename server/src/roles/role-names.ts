/** The roles in the order in which they stop: first what takes work in, last what finishes it. */
export const roleNames = ['radius', 'api', 'fold', 'worker'] as const;
export type RoleName = (typeof roleNames)[number];
