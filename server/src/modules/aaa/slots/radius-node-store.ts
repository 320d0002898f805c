import type { Tx } from '../../../platform/db/index.ts';

/** The last sign of life of one radius process. */
export interface RadiusNode {
  node: string;
  version: string;
  startedAt: Date;
  beatAt: Date;
  stats: Record<string, unknown>;
  /** What the fold of the same node told last; null: it has none. */
  foldStats: Record<string, unknown> | null;
}

export async function listRadiusNodes(tx: Tx): Promise<RadiusNode[]> {
  const rows = await tx
    .selectFrom('platform.roleStatus as radius')
    .leftJoin('platform.roleStatus as fold', (join) =>
      join.onRef('fold.node', '=', 'radius.node').on('fold.role', '=', 'fold'),
    )
    .select([
      'radius.node',
      'radius.version',
      'radius.startedAt',
      'radius.beatAt',
      'radius.stats',
      'fold.stats as foldStats',
    ])
    .where('radius.role', '=', 'radius')
    .orderBy('radius.node')
    .execute();
  return rows.map((row) => ({
    ...row,
    stats: row.stats as Record<string, unknown>,
    foldStats: row.foldStats as Record<string, unknown> | null,
  }));
}
