import type { BootstrapOptions } from '../../platform/db/bootstrap.ts';
import type { SeededDemo, SeedOrder } from './demo-messages.ts';

/** Work that a short-lived child does for the supervisor, which would otherwise have to load it. */
export type ToStep =
  | ({ type: 'prepare-database' } & BootstrapOptions)
  | { type: 'first-start'; databaseUrl: string }
  | { type: 'build-web' }
  | { type: 'compile-roles' }
  | SeedOrder;

export type FromStep =
  | { type: 'prepared'; applied: string[] }
  /** `owner` is there only when this start made it, `setupCode` as long as nobody has signed in. */
  | {
      type: 'first-start-done';
      owner?: { tenant: string; email: string; password: string };
      setupCode?: string;
    }
  | { type: 'web-is-built' }
  | { type: 'roles-are-compiled' }
  | SeededDemo
  | { type: 'failed'; isUnreachable: boolean; message: string };
