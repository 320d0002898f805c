import type { RoleConfig } from '../platform/config/index.ts';

/** From the supervisor to a role. */
export type ToRole =
  | { type: 'start'; config: RoleConfig; databaseUrl: string; masterKey: string }
  | { type: 'stop' }
  | { type: Question; id: number };

/** What the supervisor may ask at any time; the answer carries the question's id. */
export type Question = 'metrics' | 'readiness';

/** From a role to the supervisor. */
export type FromRole =
  | { type: 'ready'; listens: string[] }
  /** In the text format of Prometheus, without the label `role`. */
  | { type: 'metrics'; id: number; text: string }
  /** Why nothing should be sent here now; none: ready. */
  | { type: 'readiness'; id: number; reasons: string[] };

/** A role that has not stopped by then is ended as it stands. */
export const stopLimitMs = 10_000;
