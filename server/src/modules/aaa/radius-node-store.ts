import type { Tx } from '../../platform/db/index.ts';

/** The last sign of life of one radius process. */
export interface RadiusNode {
  node: string;
  version: string;
  startedAt: Date;
  beatAt: Date;
  stats: Record<string, unknown>;
}

export async function listRadiusNodes(tx: Tx): Promise<RadiusNode[]> {
  const rows = await tx
    .selectFrom('platform.roleStatus')
    .select(['node', 'version', 'startedAt', 'beatAt', 'stats'])
    .where('role', '=', 'radius')
    .orderBy('node')
    .execute();
  return rows.map((row) => ({ ...row, stats: row.stats as Record<string, unknown> }));
}
