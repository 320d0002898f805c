import type { BootstrapOptions } from '../../platform/db/bootstrap.ts';

/** Work that a short-lived child does for the supervisor, which would otherwise have to load it. */
export type ToStep =
  ({ type: 'prepare-database' } & BootstrapOptions) | { type: 'first-start'; databaseUrl: string };

export type FromStep =
  | { type: 'prepared'; applied: string[] }
  /** `owner` is there only when this start made it. */
  | { type: 'first-start-done'; owner?: { tenant: string; email: string; password: string } }
  | { type: 'failed'; isUnreachable: boolean; message: string };
