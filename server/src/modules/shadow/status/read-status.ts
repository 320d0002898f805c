import type { Tx } from '../../../platform/db/index.ts';
import { loadSettings, type Settings } from '../../settings/index.ts';
import { readCounts, readMinutes, type ShadowCounts, type ShadowMinute } from './shadow-store.ts';

/** As many logins in a row must have been answered alike before a switch goes without `anyway`. */
export const neededLogins = 100;
const shownMinutes = 60;
const minuteMs = 60_000;

/** Why a switch to our answers is refused. */
export const switchObstacles = ['off', 'listener', 'disagreements', 'too_few_logins'] as const;
export type SwitchObstacle = (typeof switchObstacles)[number];

export interface ShadowStatus {
  readonly settings: Settings;
  readonly counts: ShadowCounts;
  /** Of the last hour. */
  readonly minutes: readonly ShadowMinute[];
  readonly whyNot: SwitchObstacle | null;
}

/** How it stands, and what speaks against switching to our answers. */
export async function readStatus(
  tx: Tx,
  { tenantId, nowMs }: { tenantId: string; nowMs: number },
): Promise<ShadowStatus> {
  const settings = await loadSettings(tx, tenantId);
  const counts = await readCounts(tx, tenantId);
  const minutes = await readMinutes(tx, { tenantId, from: new Date(nowMs - shownMinutes * minuteMs) });
  return { settings, counts, minutes, whyNot: obstacle(settings, counts) };
}

function obstacle(settings: Settings, { loginsSinceZero, disagreeing }: ShadowCounts): SwitchObstacle | null {
  const mode = settings['shadow.mode'];
  if (mode !== 'proxy') return mode;
  if (loginsSinceZero >= neededLogins) return null;
  return disagreeing > 0n ? 'disagreements' : 'too_few_logins';
}
