import type { Clock } from '@trunkline/kit';
import type { Config } from '@trunkline/server/platform/config/index.ts';

export type Level = 'ok' | 'warn' | 'fail';

/** One line of doctor. */
export interface Finding {
  level: Level;
  /** What was looked at: `ports`, `disk`. */
  subject: string;
  message: string;
  /** What mends it; missing only where nothing needs mending. */
  remedy?: string;
}

export interface Patient {
  config: Config;
  /** The supervisor that runs this home, or undefined. */
  pid: number | undefined;
  clock: Clock;
}

export type Check = (patient: Patient) => Promise<Finding[]>;
