export { storableText } from './storable-text.ts';
export { plainArray, textArray } from './array-parameter.ts';
export { bootstrapDatabase, databaseUrls, UnsuitableDatabase, whyUnsuitable } from './bootstrap.ts';
export { Database, enterTenant, type DatabaseOptions, type Tx } from './database.ts';
export { listMigrations, migrate } from './migrate.ts';
export { pageBound } from './page-bound.ts';
export { databaseRoles, type DatabasePasswords, type DatabaseRole, type DatabaseUrls } from './roles.ts';
export type { DB } from './schema.gen.ts';
export { violatedConstraint } from './violated-constraint.ts';
