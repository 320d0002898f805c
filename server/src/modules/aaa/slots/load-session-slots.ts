import { decodePacket } from '@trunkline/radius';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import type { JournalPosition, JournalReader } from '../../../platform/journal/index.ts';
import { decodeAccountingRecord, readPosition } from '../../sessions/index.ts';
import { noteDevice } from '../login/known-device.ts';
import { monotonicInstant } from '../monotonic-instant.ts';
import { readOpenSessions } from './open-session-store.ts';
import type { SessionSlots } from './session-slots.ts';
import { inSlices } from '../slices.ts';
import { interimIntervalOf } from '../snapshot/snapshot-entries.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { trackSession } from './track-session.ts';

const batchRows = 500;
const batchRecords = 500;

export interface SlotSources {
  readonly snapshot: Snapshot;
  readonly slots: SessionSlots;
  readonly database: Database;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

interface JournalSources extends SlotSources {
  /** This node's own. */
  readonly journal: JournalReader;
}

/**
 * Learns after a start who was online from this node's journal: from where the fold stands, or all of it when
 * nobody can say. Before `loadOpenSessions`, because an end in the journal must not be undone by an older row.
 * Answers false when the database was asked and did not say.
 */
export async function replayJournal(sources: JournalSources): Promise<boolean> {
  const { journal, snapshot, clock, signal } = sources;
  const { isDatabaseAway, ...found } = await foldPosition(sources);
  let { position } = found;
  while (!signal.aborted) {
    const batch = await journal.read(position, batchRecords);
    if (!batch) break;
    await inSlices(batch.records, {
      clock,
      work: (bytes) => {
        const record = decodeAccountingRecord(bytes);
        const nas = record && snapshot.nasById(record.nasId);
        const decoded = record && decodePacket(record.packet);
        if (!nas || !decoded?.ok) return;
        const { nasAddress } = record;
        const receivedAtMs = monotonicInstant(clock, record.receivedAtMs);
        trackSession(sources, { packet: decoded.packet, nas, nasAddress, receivedAtMs });
      },
    });
    if (batch.isAtEnd) break;
    position = batch.next;
  }
  return !isDatabaseAway;
}

async function foldPosition({
  journal,
  database,
}: JournalSources): Promise<{ position: JournalPosition | undefined; isDatabaseAway: boolean }> {
  const journalId = await journal.journalId();
  if (journalId === undefined) return { position: undefined, isDatabaseAway: false };
  try {
    const position = await database.acrossTenants((tx) => readPosition(tx, journalId));
    return { position, isDatabaseAway: false };
  } catch {
    // Reading the whole journal takes longer and says the same.
    return { position: undefined, isDatabaseAway: true };
  }
}

/** Adds the sessions that the database holds open. Rejects when it is away. */
export async function loadOpenSessions({
  snapshot,
  slots,
  database,
  clock,
  signal,
}: SlotSources): Promise<void> {
  let after: { tenantId: string; id: string } | undefined;
  while (!signal.aborted) {
    const options = { after, limit: batchRows };
    const rows = await database.acrossTenants((tx) => readOpenSessions(tx, options));
    await inSlices(rows, {
      clock,
      work: (row) => {
        const nas = snapshot.nasById(row.nasId);
        if (!nas) return;
        const subscriber = snapshot.subscriberById(row.subscriberId);
        if (subscriber && row.stationId !== null) noteDevice(subscriber, Buffer.from(row.stationId));
        slots.observe({
          subscriberId: row.subscriberId,
          nasId: row.nasId,
          nasAddress: row.nasAddress,
          stationId: row.stationId ?? '',
          sessionId: row.sessionId,
          kind: 'alive',
          reservation: 0,
          intervalS: row.intervalS ?? interimIntervalOf(nas),
          atMs: monotonicInstant(clock, row.lastSeenAt.getTime()),
        });
      },
    });
    after = rows.at(-1);
    if (!after || rows.length < batchRows) break;
  }
  slots.endLoading();
}
