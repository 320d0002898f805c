import type { Clock } from '@trunkline/kit';
import { confirmDisconnects, markDue, markOnline } from '../../modules/enforcement/index.ts';
import { announceSessions } from '../../modules/live/index.ts';
import { announceEnded, meterUsage } from '../../modules/quota/index.ts';
import type { FoldDeps, SessionChange, UsageDelta } from '../../modules/sessions/index.ts';
import type { Tx } from '../../platform/db/index.ts';

type FoldHooks = { [Hook in 'onUsage' | 'onEnded' | 'onChanged']: NonNullable<FoldDeps[Hook]> };

/**
 * What else happens in the transaction of a batch. The order of the locks is: sessions, days of usage, meters, who is
 * due, orders and terms of sessions, minutes of traffic; whoever else writes several of these keeps to it.
 */
export function wireFold(clock: Clock): FoldHooks {
  return {
    onUsage: async (tx, deltas) => {
      const reached = await meterUsage(tx, deltas, { nowMs: clock.now() });
      if (reached.length > 0) await markDue(tx, reached, { newsAt: firstNews(deltas, reached) });
    },
    onEnded: confirmDisconnects,
    onChanged: async (tx: Tx, changes: SessionChange[]) => {
      await markOnline(tx, changes);
      await announceEnded(tx, changes);
      await announceSessions(tx, changes);
    },
  };
}

/** When the first of what made these due was told. */
function firstNews(
  deltas: readonly UsageDelta[],
  reached: readonly { readonly subscriberId: string }[],
): Date {
  const due = new Set(reached.map(({ subscriberId }) => subscriberId));
  let firstMs = Infinity;
  for (const { subscriberId, atMs } of deltas) if (due.has(subscriberId)) firstMs = Math.min(firstMs, atMs);
  return new Date(firstMs);
}
