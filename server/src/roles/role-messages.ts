import type { RoleConfig } from '../platform/config/index.ts';

/** From the supervisor to a role. */
export type ToRole =
  { type: 'start'; config: RoleConfig; databaseUrl: string; masterKey: string } | { type: 'stop' };

/** From a role to the supervisor. */
export type FromRole = { type: 'ready'; listens: string[] };

/** A role that has not stopped by then is ended as it stands. */
export const stopLimitMs = 10_000;
