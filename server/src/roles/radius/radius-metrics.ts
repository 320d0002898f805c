import { stat } from 'node:fs/promises';
import type { Pool } from 'pg';
import type { Clock } from '@trunkline/kit';
import type { AuthenticationCounters, SessionSlots, SlotClaims } from '../../modules/aaa/index.ts';
import { addDatabaseMetrics, labelled, type MetricRegistry } from '../../platform/metrics/index.ts';
import type { JournalService } from './open-journal.ts';
import type { SnapshotService } from './open-snapshot.ts';
import type { RadiusListeners } from './open-listeners.ts';
import type { ShadowService } from './shadow-service.ts';
import type { Writers } from './start-writers.ts';
import type { TrafficCounters } from './traffic-counters.ts';
import { addRadsecMetrics } from './radsec-metrics.ts';
import { addTrafficMetrics } from './traffic-metrics.ts';

export interface RadiusParts {
  readonly shadow: ShadowService;
  readonly listeners: RadiusListeners;
  readonly traffic: TrafficCounters;
  readonly counters: AuthenticationCounters;
  readonly snapshots: SnapshotService;
  readonly slots: SessionSlots;
  readonly claims: SlotClaims;
  readonly writers: Writers;
  readonly journal: JournalService;
  readonly pool: Pool;
  readonly clock: Clock;
}

/** Registers what the radius role counts. Everything is read when it is asked for. */
export function addRadiusMetrics(metrics: MetricRegistry, parts: RadiusParts): void {
  addTrafficMetrics(metrics, parts);
  addRadsecMetrics(metrics, parts.listeners);
  parts.shadow.addMetrics(metrics);
  addDecisionMetrics(metrics, parts);
  addJournalMetrics(metrics, parts.journal);
  addSnapshotMetrics(metrics, parts);
  addLogMetrics(metrics, parts.writers);
  addDatabaseMetrics(metrics, parts.pool);
}

function addDecisionMetrics(metrics: MetricRegistry, { counters, slots, claims }: RadiusParts): void {
  metrics.counter('trunkline_radius_rejects_total', 'Logins refused, by reason.', () =>
    labelled('reason', counters.rejects),
  );
  metrics.counter(
    'trunkline_radius_stale_silences_total',
    'Logins left without an answer because the snapshot is older than the tenant allows.',
    () => counters.tooStale,
  );
  metrics.gauge(
    'trunkline_online_subscribers',
    'Subscribers with a session or a login that waits for its Start.',
    () => slots.subscribers,
  );
  metrics.counter(
    'trunkline_slot_claims_total',
    'Session slots asked for in the database, where there are several nodes; undecided: it did not answer in time.',
    () => {
      const { claimed, refused, undecided } = claims.stats();
      return labelled('outcome', { claimed, refused, undecided });
    },
  );
}

function addJournalMetrics(metrics: MetricRegistry, journal: JournalService): void {
  metrics.gauge('trunkline_journal_open', 'Whether accounting can be written; 0: it gets no answer.', () =>
    Number(journal.stats() !== null),
  );
  metrics.counter(
    'trunkline_journal_records_total',
    'Accounting packets made durable.',
    () => journal.stats()?.records,
  );
  metrics.counter(
    'trunkline_journal_syncs_total',
    'Groups of records that one sync made durable.',
    () => journal.stats()?.groups,
  );
  metrics.counter(
    'trunkline_journal_refused_total',
    'Accounting packets that the journal could not take and that got no answer, by kind.',
    () => labelled('kind', journal.stats()?.refused ?? {}),
  );
  metrics.counter(
    'trunkline_journal_bad_segments_total',
    'Journal files given up after an error of the disk.',
    () => journal.stats()?.badSegments,
  );
  metrics.gauge(
    'trunkline_journal_used_bytes',
    'Room that the journal takes; looked at when a file of it is full.',
    () => journal.stats()?.usedBytes,
  );
  metrics.gauge(
    'trunkline_journal_near_ceiling',
    'Whether more than half of what the journal may take is used.',
    () => {
      const stats = journal.stats();
      return stats ? Number(stats.isNearCeiling) : undefined;
    },
  );
  metrics.gauge('trunkline_journal_last_sync_seconds', 'How long the last write and sync took.', () => {
    const stats = journal.stats();
    return stats ? stats.lastSyncMs / 1_000 : undefined;
  });
}

function addSnapshotMetrics(
  metrics: MetricRegistry,
  { snapshots: { snapshot, follower, file, path }, clock }: RadiusParts,
): void {
  metrics.gauge(
    'trunkline_snapshot_whole',
    'Whether logins can be answered; 0: everything gets silence.',
    () => Number(snapshot.isWhole),
  );
  metrics.gauge(
    'trunkline_snapshot_age_seconds',
    'How far logins may be answered behind the database.',
    () => (snapshot.isWhole ? Math.max(0, clock.now() - snapshot.asOfMs) / 1_000 : undefined),
  );
  metrics.gauge('trunkline_snapshot_rows', 'What the snapshot holds, by kind.', () => {
    const { tenants, nas, planVersions, subscribers } = snapshot.stats();
    return labelled('kind', { tenant: tenants, nas, plan_version: planVersions, subscriber: subscribers });
  });
  metrics.counter(
    'trunkline_snapshot_changes_total',
    'Changed rows taken in from the change feed.',
    () => follower.stats().changes,
  );
  metrics.counter(
    'trunkline_snapshot_reloads_total',
    'How often everything was read from the database.',
    () => follower.stats().reloads,
  );
  metrics.gauge('trunkline_snapshot_file_bytes', 'Size of the snapshot file.', () => file.bytes);
  metrics.gauge(
    'trunkline_snapshot_file_written_timestamp_seconds',
    'When the snapshot file was last written, since 1970 UTC.',
    () => modifiedAt(path),
  );
}

function addLogMetrics(metrics: MetricRegistry, { authLog, macLearner }: Writers): void {
  metrics.gauge(
    'trunkline_auth_log_queued_rows',
    'Rows of the authentication log that wait for the database.',
    () => authLog.stats().queued,
  );
  metrics.counter(
    'trunkline_auth_log_written_rows_total',
    'Rows of the authentication log written.',
    () => authLog.stats().written,
  );
  metrics.counter(
    'trunkline_auth_log_not_kept_total',
    'Logins that were counted and not written: beyond the bound for accepts, or the queue was full.',
    () => authLog.stats().notKept,
  );
  metrics.gauge(
    'trunkline_learned_macs_waiting',
    'Learned devices that wait for the database.',
    () => macLearner.waiting,
  );
}

/** Undefined while there is no file yet. */
async function modifiedAt(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs / 1_000;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
