import { setTimeout as delay } from 'node:timers/promises';
import { loadSessionSlots, SessionSlots, type Snapshot } from '../../modules/aaa/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { JournalReader } from '../../platform/journal/index.ts';
import type { RoleContext } from '../role-runtime.ts';
import type { RadiusNotices } from './radius-notices.ts';

/** Who was online is learned before the sockets open, as far as it can be in this time; the rest behind. */
const warmUpMs = 5_000;
const retryMs = 2_000;
const sweepMs = 1_000;
/** So that a million subscribers are passed in some minutes, a few milliseconds at a time. */
const sweptEachTime = 5_000;

export interface SlotService {
  readonly slots: SessionSlots;
  stop(): Promise<void>;
}

/** The session slots of this process, with those who were online before it started. */
export async function keepSessionSlots(
  context: RoleContext,
  sources: { snapshot: Snapshot; database: Database; journalFolder: string; notices: RadiusNotices },
): Promise<SlotService> {
  const { clock, random } = context;
  const slots = new SessionSlots(random);
  const stopping = new AbortController();
  const loading = loadWhenPossible(context, { ...sources, slots, signal: stopping.signal });
  await Promise.race([loading, delay(warmUpMs, undefined, { signal: stopping.signal })]);
  const sweeping = setInterval(() => slots.sweep(clock.now(), sweptEachTime), sweepMs);
  return {
    slots,
    async stop() {
      clearInterval(sweeping);
      stopping.abort();
      await loading;
    },
  };
}

async function loadWhenPossible(
  { clock }: RoleContext,
  sources: {
    snapshot: Snapshot;
    slots: SessionSlots;
    database: Database;
    journalFolder: string;
    notices: RadiusNotices;
    signal: AbortSignal;
  },
): Promise<void> {
  const { journalFolder, notices, signal } = sources;
  const journal = new JournalReader({ folder: journalFolder, clock });
  while (!signal.aborted) {
    try {
      await loadSessionSlots({ ...sources, journal, clock });
      break;
    } catch (error) {
      notices.trouble('open sessions are not known from the database yet', { error });
    }
    await delay(retryMs, undefined, { signal }).catch(() => undefined);
  }
  await journal.close();
}
