import type { RoleRow } from './health-store.ts';
import type { RadiusNode } from '../slots/radius-node-store.ts';

/** A role beats every five seconds. */
const aliveMs = 15_000;

/** A RADIUS server and what follows its journal. Nothing here adds up tenants: that is the operator's. */
export interface NodeHealth {
  node: string;
  version: string;
  isAlive: boolean;
  startedAtMs: number;
  beatAtMs: number;
  /** How old the news is that logins are answered from; null: nothing is loaded. */
  snapshotAgeMs: number | null;
  /** How old the accounting is that waits to be counted; null: no fold of this node gives a sign of life. */
  foldLagMs: number | null;
}

/** Every node that ever took RADIUS, in the order of the names. */
export function nodeHealth(roles: readonly RoleRow[], nowMs: number): NodeHealth[] {
  const isAlive = ({ beatAt }: RoleRow): boolean => nowMs - beatAt * 1000 < aliveMs;
  const folds = new Map(roles.filter(({ role }) => role === 'fold').map((row) => [row.node, row]));
  return roles
    .filter(({ role }) => role === 'radius')
    .map((row) => {
      const fold = folds.get(row.node);
      const { ageMs } = (row.stats['snapshot'] ?? {}) as { ageMs?: unknown };
      return {
        node: row.node,
        version: row.version,
        isAlive: isAlive(row),
        startedAtMs: row.startedAt * 1000,
        beatAtMs: row.beatAt * 1000,
        snapshotAgeMs: typeof ageMs === 'number' ? ageMs : null,
        foldLagMs: fold && isAlive(fold) ? longestLag(fold.stats) : null,
      };
    });
}

/** Of the journals that the fold of a node follows: its own, and those that dead nodes left behind. */
function longestLag(stats: Record<string, unknown>): number {
  const journals = Object.values((stats['journals'] ?? {}) as Record<string, { lagMs?: number | null }>);
  return journals.reduce((longest, { lagMs }) => Math.max(longest, lagMs ?? 0), 0);
}

/** What a node carries, of all tenants together: for the operator alone. */
export function nodeLoad({ stats, foldStats }: Pick<RadiusNode, 'stats' | 'foldStats'>): {
  subscribersOnline: number | null;
  journalLagBytes: number | null;
} {
  const { subscribers } = (stats['online'] ?? {}) as { subscribers?: unknown };
  const journals = (foldStats?.['journals'] ?? {}) as Record<string, { lagBytes?: number }>;
  return {
    subscribersOnline: typeof subscribers === 'number' ? subscribers : null,
    journalLagBytes:
      foldStats && Object.values(journals).reduce((sum, { lagBytes }) => sum + (lagBytes ?? 0), 0),
  };
}
