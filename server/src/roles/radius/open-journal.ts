import { setTimeout as delay } from 'node:timers/promises';
import {
  FolderLocked,
  Journal,
  type AppendDone,
  type JournalRefusal,
  type JournalStats,
} from '../../platform/journal/index.ts';
import type { RoleContext } from '../role-runtime.ts';
import type { RadiusNotices } from './radius-notices.ts';

const retryMs = 5_000;

export interface JournalService {
  /** `done` without a refusal: the record is durable. */
  append(record: Uint8Array, done: AppendDone<JournalRefusal | JournalNotOpen>): void;
  /** Null while the disk lets no journal be opened. */
  stats(): JournalStats | null;
  stop(): Promise<void>;
}

/** The disk is full or broken; logins do not need it. */
export class JournalNotOpen extends Error {
  override name = 'JournalNotOpen';
}

const notOpen = new JournalNotOpen('the accounting journal is not open');

/**
 * Opens this node's journal. Where the disk refuses it is tried again and again, and accounting meets with
 * silence meanwhile, so that a full disk costs no login. Rejects only when another process holds the journal.
 */
export async function openJournal(
  { clock, random }: RoleContext,
  { folder, notices }: { folder: string; notices: RadiusNotices },
): Promise<JournalService> {
  const stopping = new AbortController();
  const tryOpen = async (): Promise<Journal | undefined> => {
    try {
      return await Journal.open({
        folder,
        clock,
        random,
        onFault: ({ kind, error }) => notices.failed(`the accounting journal has trouble: ${kind}`, error),
      });
    } catch (error) {
      if (error instanceof FolderLocked) throw error;
      notices.failed('the accounting journal cannot be opened; accounting gets no answer', error);
      return undefined;
    }
  };
  let journal = await tryOpen();
  const goOn = async (): Promise<void> => {
    for (let opened = journal; !opened && !stopping.signal.aborted; journal = opened) {
      await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      opened = stopping.signal.aborted ? undefined : await tryOpen();
    }
  };
  const opening = goOn();
  return {
    append: (record, done) => (journal ? journal.append(record, done) : done(notOpen)),
    stats: () => journal?.stats() ?? null,
    async stop() {
      stopping.abort();
      await opening;
      await journal?.close();
    },
  };
}
