import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  FileKeeper,
  inSlices,
  type SessionSlots,
  Snapshot,
  SnapshotFile,
  SnapshotFollower,
  type FollowerEvent,
  type SnapshotPosition,
} from '../../modules/aaa/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { RoleContext } from '../role-runtime.ts';
import type { RadiusNotices } from './radius-notices.ts';

/** Without a file the role waits so long for the database before it opens its sockets without an answer. */
const firstLoadMs = 10_000;
const lookMs = 20;

export interface SnapshotService {
  readonly snapshot: Snapshot;
  readonly follower: SnapshotFollower;
  readonly file: SnapshotFile;
  readonly path: string;
  stop(): Promise<void>;
}

/** Fills the snapshot from the file, or without one from the database, and starts to follow the changes. */
export async function openSnapshot(
  context: RoleContext,
  { database, slots, notices }: { database: Database; slots: SessionSlots; notices: RadiusNotices },
): Promise<SnapshotService> {
  const { clock, random, keys, config } = context;
  const snapshot = new Snapshot({
    sealer: keys.sealer,
    clock,
    onProblem: ({ row, error }) =>
      notices.failed(`a row (${row.kind}) was not taken into the snapshot`, error),
  });
  const path = join(config.snapshotDirectory, 'snapshot');
  const [key, ...olderKeys] = keys.deriveKeys('snapshot');
  const file = new SnapshotFile({ path, key, olderKeys, random });
  const onFailure = (error: unknown): void => notices.failed('the snapshot file could not be written', error);
  const follower = new SnapshotFollower({
    database,
    snapshot,
    file: new FileKeeper({ file, clock, onFailure }),
    clock,
    onEvent: (event) => tellEvent(event, context, notices),
    onClosedSession: (session) => slots.release(session),
  });
  follower.start(await readFile(file, snapshot, { context, notices }));
  await waitUntilWhole(snapshot, context);
  return {
    snapshot,
    follower,
    file,
    path,
    async stop() {
      await follower.stop();
      await file.close();
    },
  };
}

async function readFile(
  file: SnapshotFile,
  snapshot: Snapshot,
  { context, notices }: { context: RoleContext; notices: RadiusNotices },
): Promise<SnapshotPosition | undefined> {
  const { clock, log } = context;
  const startedMs = clock.monotonic();
  try {
    const result = await file.read((rows) => inSlices(rows, { clock, work: (row) => snapshot.apply(row) }));
    if (result.kind === 'refused') {
      log.warn(
        { reason: result.reason },
        'the snapshot file is not used; everything comes from the database',
      );
    }
    if (result.kind !== 'read') return undefined;
    snapshot.asOfMs = result.position.asOfMs;
    const tookMs = Math.round(clock.monotonic() - startedMs);
    log.info(
      { tookMs, ageMs: clock.now() - snapshot.asOfMs, ...snapshot.stats() },
      'the snapshot file was read',
    );
    return result.position;
  } catch (error) {
    notices.failed('the snapshot file could not be read; everything comes from the database', error);
    return undefined;
  }
}

async function waitUntilWhole(snapshot: Snapshot, { clock, log }: RoleContext): Promise<void> {
  const untilMs = clock.monotonic() + firstLoadMs;
  while (!snapshot.isWhole && clock.monotonic() < untilMs) await delay(lookMs);
  if (!snapshot.isWhole)
    log.warn('there is no snapshot file and no database: packets get no answer until one is there');
}

function tellEvent(event: FollowerEvent, { log }: RoleContext, notices: RadiusNotices): void {
  switch (event.kind) {
    case 'database-away':
      notices.trouble('the database is away; logins are answered from memory', { error: event.error });
      break;
    case 'database-back':
      log.info('the database is back');
      break;
    case 'loaded':
      log.info({ because: event.because, tookMs: event.tookMs }, 'all rows of the snapshot were read');
      break;
  }
}
