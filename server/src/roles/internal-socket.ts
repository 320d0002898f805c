import { join } from 'node:path';
import type { RoleConfig } from '../platform/config/index.ts';

/** Where the api role asks the radius role of its node: in a folder that is closed to others. */
export function internalSocketPath({ snapshotDirectory }: Pick<RoleConfig, 'snapshotDirectory'>): string {
  return join(snapshotDirectory, 'radius.sock');
}
