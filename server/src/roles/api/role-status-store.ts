import type { Database } from '../../platform/db/index.ts';

export interface RoleBeat {
  node: string;
  role: string;
  version: string;
  startedAt: Date;
  beatAt: Date;
}

/** The last sign of life of every role of the installation. */
export function listRoleBeats(database: Database): Promise<RoleBeat[]> {
  return database.acrossTenants((tx) =>
    tx
      .selectFrom('platform.roleStatus')
      .select(['node', 'role', 'version', 'startedAt', 'beatAt'])
      .orderBy('node')
      .orderBy('role')
      .execute(),
  );
}
