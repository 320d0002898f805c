export { EmbeddedPostgres, sharedRoot, type EmbeddedPostgresOptions } from './embedded-postgres.ts';
