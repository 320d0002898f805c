import { isReached, type Counted } from './counted-at.ts';
import type { FairUseTier, Rates } from '../policy.ts';
import { wouldChange, type CappedSpeed, type SpeedCap } from './speed-caps.ts';

/** The tiers that were reached, as caps; and when the first count that any tier goes by begins anew. */
export function fairUseAt(
  tiers: readonly FairUseTier[],
  counted: Counted,
): { caps: SpeedCap[]; changesAtMs: number } {
  const caps: SpeedCap[] = [];
  let changesAtMs = Infinity;
  for (const tier of tiers) {
    const { usedBytes, untilMs } = counted[tier.period];
    // Where nothing was counted the next period says what this one does.
    if (usedBytes > 0) changesAtMs = Math.min(changesAtMs, untilMs);
    if (isReached(tier, counted)) caps.push(toCap(tier, counted));
  }
  return { caps, changesAtMs };
}

/** For each period the first threshold ahead at which the answer becomes another one; null: there is none. */
export interface FairUseAlarms {
  readonly day: number | null;
  readonly week: number | null;
  readonly month: number | null;
}

export function fairUseAlarms(
  tiers: readonly FairUseTier[],
  context: { readonly counted: Counted; readonly speed: CappedSpeed; readonly base: Rates },
): FairUseAlarms {
  const { counted, speed, base } = context;
  const alarms: Record<FairUseTier['period'], number | null> = { day: null, week: null, month: null };
  for (const tier of tiers) {
    if (isReached(tier, counted) || !wouldChange(speed, base, toCap(tier, counted))) continue;
    alarms[tier.period] = Math.min(alarms[tier.period] ?? Infinity, tier.thresholdBytes);
  }
  return alarms;
}

function toCap(tier: FairUseTier, counted: Counted): SpeedCap {
  const { usedBytes, untilMs } = counted[tier.period];
  return { rates: tier, resetsAtMs: untilMs, tier, usedBytes };
}
