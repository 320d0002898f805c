/**
 * The database roles. No process of the product uses a superuser after bootstrap: each role process
 * connects as its own database role and holds only that role's password.
 */
export const databaseRoles = ['owner', 'api', 'radius', 'worker', 'fold', 'backup'] as const;
/** What the logins of tenants' own FreeRADIUS are members of. Nobody logs in as it. */
export const freeradiusGroup = 'trunkline_freeradius';
export type DatabaseRole = (typeof databaseRoles)[number];

export type DatabaseUrls = Record<DatabaseRole, string>;
export type DatabasePasswords = Record<DatabaseRole, string>;
