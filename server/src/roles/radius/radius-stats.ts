import type { Clock } from '@trunkline/kit';
import type { RadsecStats } from '@trunkline/radius';
import type {
  AuthenticationCounters,
  GuessLimits,
  SessionSlots,
  SlotClaims,
} from '../../modules/aaa/index.ts';
import type { JournalService } from './open-journal.ts';
import type { SnapshotService } from './open-snapshot.ts';
import type { RadiusListeners } from './open-listeners.ts';
import type { ListenerStats } from './radius-listener.ts';
import type { ShadowService } from './shadow-service.ts';
import type { Writers } from './start-writers.ts';

/** What `platform.role_status` shows of the role: counts since its start, ages now. */
export function radiusStats(parts: {
  shadow: ShadowService;
  listeners: RadiusListeners;
  counters: AuthenticationCounters;
  snapshots: SnapshotService;
  slots: SessionSlots;
  claims: SlotClaims;
  guesses: GuessLimits;
  writers: Writers;
  journal: JournalService;
  clock: Clock;
}): Record<string, unknown> {
  const { snapshot, follower, file } = parts.snapshots;
  const { authLog, macLearner, deviceKeeper } = parts.writers;
  const { auth, acct, radsec } = parts.listeners;
  return {
    authentication: {
      ...traffic(auth.stats()),
      ...parts.counters,
      rejects: aboveZero(parts.counters.rejects),
    },
    accounting: traffic(acct.stats()),
    radsec: radsec ? radsecTraffic(radsec.stats()) : null,
    snapshot: {
      ...snapshot.stats(),
      ...follower.stats(),
      fileBytes: file.bytes,
      /** How far behind the database logins may be answered; null: nothing is loaded. */
      ageMs: snapshot.isWhole ? parts.clock.now() - snapshot.asOfMs : null,
    },
    online: { subscribers: parts.slots.subscribers },
    claims: parts.claims.stats(),
    guesses: parts.guesses.stats(),
    authLog: authLog.stats(),
    learnedMacsWaiting: macLearner.waiting,
    devicesWaiting: deviceKeeper.waiting,
    journal: parts.journal.stats(),
    shadow: parts.shadow.stats(),
  };
}

function traffic<T extends ListenerStats>(
  stats: T,
): Omit<T, 'discards'> & { discards: Record<string, number> } {
  return { ...stats, discards: aboveZero(stats.discards) };
}

function radsecTraffic(stats: RadsecStats): Record<string, unknown> {
  return { ...traffic(stats), closed: aboveZero(stats.closed) };
}

function aboveZero(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
