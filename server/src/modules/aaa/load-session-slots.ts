import { decodePacket } from '@trunkline/radius';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import type { JournalReader } from '../../platform/journal/index.ts';
import { decodeAccountingRecord, readPosition } from '../sessions/index.ts';
import { readOpenSessions } from './open-session-store.ts';
import type { SessionSlots } from './session-slots.ts';
import { inSlices } from './slices.ts';
import { interimIntervalOf } from './snapshot/snapshot-entries.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import { trackSession } from './track-session.ts';

const batchRows = 500;
const batchRecords = 500;

export interface SlotSources {
  readonly snapshot: Snapshot;
  readonly slots: SessionSlots;
  readonly database: Database;
  /** This node's own journal. */
  readonly journal: JournalReader;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Learns after a start who is online: first what the journal tells that the database may not know yet, then
 * the sessions that the database holds open. In this order, because an end in the journal must not be undone
 * by an older row. Rejects when the database is away; what the journal told stays.
 */
export async function loadSessionSlots(sources: SlotSources): Promise<void> {
  await replayJournal(sources);
  await loadOpenSessions(sources);
  sources.slots.endLoading();
}

/** From where the fold stands, or all of it when nobody can say. */
async function replayJournal(sources: SlotSources): Promise<void> {
  const { journal, snapshot, clock, signal } = sources;
  let position = await foldPosition(sources);
  while (!signal.aborted) {
    const batch = await journal.read(position, batchRecords);
    if (!batch) return;
    await inSlices(batch.records, {
      clock,
      work: (bytes) => {
        const record = decodeAccountingRecord(bytes);
        const nas = record && snapshot.nasById(record.nasId);
        const decoded = record && decodePacket(record.packet);
        if (!nas || !decoded?.ok) return;
        trackSession(sources, { packet: decoded.packet, nas, receivedAtMs: record.receivedAtMs });
      },
    });
    if (batch.isAtEnd) return;
    position = batch.next;
  }
}

async function foldPosition({
  journal,
  database,
}: SlotSources): Promise<{ segment: number; offset: number } | undefined> {
  const journalId = await journal.journalId();
  if (journalId === undefined) return undefined;
  try {
    return await database.acrossTenants((tx) => readPosition(tx, journalId));
  } catch {
    // Away: reading the whole journal takes longer and says the same.
    return undefined;
  }
}

async function loadOpenSessions({ snapshot, slots, database, clock, signal }: SlotSources): Promise<void> {
  let after: { tenantId: string; id: string } | undefined;
  while (!signal.aborted) {
    const options = { after, limit: batchRows };
    const rows = await database.acrossTenants((tx) => readOpenSessions(tx, options));
    await inSlices(rows, {
      clock,
      work: (row) => {
        const nas = snapshot.nasById(row.nasId);
        if (!nas) return;
        slots.observe({
          subscriberId: row.subscriberId,
          nasId: row.nasId,
          stationId: row.stationId ?? '',
          sessionId: row.sessionId,
          kind: 'alive',
          reservation: 0,
          intervalS: row.intervalS ?? interimIntervalOf(nas),
          atMs: row.lastSeenAt.getTime(),
        });
      },
    });
    after = rows.at(-1);
    if (!after || rows.length < batchRows) return;
  }
}
