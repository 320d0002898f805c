/**
 * The database roles. No process of the product uses a superuser after bootstrap: each role process
 * connects as its own database role and holds only that role's password.
 */
export const databaseRoles = ['owner', 'api', 'radius', 'worker', 'fold', 'backup'] as const;
export type DatabaseRole = (typeof databaseRoles)[number];

export type DatabaseUrls = Record<DatabaseRole, string>;
export type DatabasePasswords = Record<DatabaseRole, string>;
