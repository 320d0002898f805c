import { ManualClock, systemClock, uuidv7 } from '@trunkline/kit';
import { createLog } from '../../src/platform/log/index.ts';
import { QueueFold } from '../../src/roles/fold/queue-fold.ts';
import { wireFold } from '../../src/roles/fold/wire-fold.ts';
import {
  createWorld,
  gigabyte,
  usageOf,
  type AccountingWorld,
  type TestSubscriber,
} from '../accounting/accounting-world.ts';
import type { TestDatabase } from '../support/test-database.ts';
import { beganMs, RadacctWriter, type Heard } from './radacct-writer.ts';

/** A tenant with a NAS and a subscriber whose FreeRADIUS writes into the database. */
export interface QueueWorld extends AccountingWorld {
  writer: RadacctWriter;
  /** Of a session of anna's at the NAS. */
  heard: (rest: Partial<Heard> & { atS: number }) => Heard;
}

export async function createQueueWorld(database: TestDatabase): Promise<QueueWorld> {
  const world = await createWorld(database);
  return {
    ...world,
    writer: new RadacctWriter(database, world.tenant),
    heard: (rest) => ({ nasAddress: world.nas.nasAddress, sessionId: 'a', username: 'anna', ...rest }),
  };
}

export function createQueueFold(database: TestDatabase): QueueFold {
  const clock = new ManualClock(systemClock.now());
  return new QueueFold({
    database: database.as('fold'),
    clock,
    log: createLog({ name: 'test', level: 'silent', clock: systemClock, write: () => {}, asText: false }),
    makeId: () => uuidv7(),
    ...wireFold(clock),
  });
}

export async function foldAll(fold: QueueFold): Promise<void> {
  while ((await fold.step()) === 'folded');
}

/** Start, two interims and Stop: 2 GB up and 12 GB down in 700 seconds. */
export async function tellStory({ writer, heard }: QueueWorld, about: Partial<Heard> = {}): Promise<void> {
  await writer.start(heard({ ...about, atS: 0 }));
  for (const packet of restOfStory) await writer[packet.kind](heard({ ...about, ...packet }));
}

const restOfStory = [
  { kind: 'interim', atS: 300, timeS: 300, upload: 1n * gigabyte, download: 4n * gigabyte },
  { kind: 'interim', atS: 600, timeS: 600, upload: 2n * gigabyte, download: 9n * gigabyte },
  { kind: 'stop', atS: 700, timeS: 700, upload: 2n * gigabyte, download: 12n * gigabyte },
] as const;

export const storyTotals = {
  closedBy: 'stop',
  startedAt: new Date(beganMs),
  stoppedAt: new Date(beganMs + 700_000),
  uploadBytes: 2n * gigabyte,
  downloadBytes: 12n * gigabyte,
  sessionTimeS: 700n,
  terminateCause: 1,
};

/** Of all days: upload, download, seconds. */
export async function totalUsage(
  database: TestDatabase,
  who: TestSubscriber,
): Promise<[bigint, bigint, bigint]> {
  const days = await usageOf(database, who);
  return days.reduce<[bigint, bigint, bigint]>(
    (sum, [, upload, download, timeS]) => [sum[0] + upload, sum[1] + download, sum[2] + timeS],
    [0n, 0n, 0n],
  );
}
