import { setTimeout as delay } from 'node:timers/promises';
import {
  loadOpenSessions,
  replayJournal,
  type SessionSlots,
  type SlotSources,
  type Snapshot,
} from '../../modules/aaa/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { JournalReader } from '../../platform/journal/index.ts';
import type { RoleContext } from '../role-runtime.ts';
import type { RadiusNotices } from './radius-notices.ts';

/** Who was online is learned before the sockets open, as far as it can be in this time; the rest behind. */
const warmUpMs = 5_000;
const retryMs = 2_000;
const sweepMs = 100;
/** So that a million subscribers are passed in some minutes, less than a millisecond at a time. */
const sweptEachTime = 500;

export interface SlotService {
  stop(): Promise<void>;
}

/** Fills the slots of this process with those who were online before it started, and keeps them swept. */
export async function keepSessionSlots(
  context: RoleContext,
  sources: {
    slots: SessionSlots;
    snapshot: Snapshot;
    database: Database;
    journalFolder: string;
    notices: RadiusNotices;
  },
): Promise<SlotService> {
  const { clock } = context;
  const stopping = new AbortController();
  const { slots, snapshot, database } = sources;
  const slotSources = { snapshot, slots, database, clock, signal: stopping.signal };
  // A database that hangs costs each who asks it the whole time limit, and no login is answered meanwhile.
  const firstTry = replayOwnJournal(slotSources, sources).then(
    (isDatabaseThere) => isDatabaseThere && tryLoad(slotSources, sources.notices),
  );
  const loading = firstTry.then((isLoaded) =>
    isLoaded ? undefined : keepTrying(slotSources, sources.notices),
  );
  await Promise.race([firstTry, delay(warmUpMs)]);
  const sweeping = setInterval(() => slots.sweep(clock.monotonic(), sweptEachTime), sweepMs);
  return {
    async stop() {
      clearInterval(sweeping);
      stopping.abort();
      await loading;
    },
  };
}

/** False when the database is away. */
async function replayOwnJournal(
  slotSources: SlotSources,
  { journalFolder, notices }: { journalFolder: string; notices: RadiusNotices },
): Promise<boolean> {
  const journal = new JournalReader({ folder: journalFolder, clock: slotSources.clock });
  try {
    return await replayJournal({ ...slotSources, journal });
  } catch (error) {
    notices.failed('the journal could not be read; sessions are known from the database alone', error);
    return true;
  } finally {
    await journal.close();
  }
}

/** False when the database is away. */
async function tryLoad(slotSources: SlotSources, notices: RadiusNotices): Promise<boolean> {
  try {
    await loadOpenSessions(slotSources);
    return true;
  } catch (error) {
    notices.trouble('the open sessions are not known from the database yet', { error });
    return false;
  }
}

async function keepTrying(slotSources: SlotSources, notices: RadiusNotices): Promise<void> {
  const { signal } = slotSources;
  while (!signal.aborted) {
    await delay(retryMs, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted && (await tryLoad(slotSources, notices))) return;
  }
}
