import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from '@trunkline/kit';
import { Database } from '../../platform/db/index.ts';
import type { RoleContext, RunningRole } from '../role-runtime.ts';
import { addFoldMetrics } from './fold-metrics.ts';
import { JournalFold } from './journal-fold.ts';
import { QueueFold } from './queue-fold.ts';
import { wireFold } from './wire-fold.ts';

/** How often new journals are looked for, such as one taken over from another machine. */
const lookEveryMs = 2_000;
/** What is already in the journals is folded for so long after the stop; the rest waits for the next start. */
const drainMs = 5_000;
const statementTimeoutMs = 10_000;
/** One connection for each journal at work, of which a machine has one, and one for what FreeRADIUS wrote. */
const maxConnections = 4;
const maxJournals = 64;

/** Folds every journal under the journal directory, each folder in it being one, and what FreeRADIUS servers wrote. */
export async function startFoldRole(context: RoleContext): Promise<RunningRole> {
  const database = new Database({
    url: context.databaseUrl,
    applicationName: 'trunkline-fold',
    maxConnections,
    statementTimeoutMs,
    onIdleError: (error) => context.log.debug({ error }, 'a database connection broke'),
  });
  const stopping = new AbortController();
  const parts = {
    database,
    clock: context.clock,
    log: context.log,
    makeId: () => uuidv7(context.clock, context.random),
    ...wireFold(context.clock),
  };
  const queue = new QueueFold(parts);
  const queueEnded = queue.run(stopping.signal, drainMs);
  const journals = new Map<string, { fold: JournalFold; ended: Promise<void> }>();
  const looking = lookForJournals(context.config.journalDirectory, stopping.signal, (name) => {
    if (journals.has(name) || journals.size >= maxJournals) return;
    const fold = new JournalFold({ folder: join(context.config.journalDirectory, name), ...parts });
    journals.set(name, { fold, ended: fold.run(stopping.signal, drainMs) });
  });
  return {
    listens: [],
    stats: () => ({
      journals: Object.fromEntries([...journals].map(([name, { fold }]) => [name, fold.stats()])),
      freeradius: queue.stats(),
    }),
    needsDatabase: true,
    addMetrics: (metrics) =>
      addFoldMetrics(metrics, {
        folds: () => [...journals].map(([name, { fold }]) => ({ name, fold })),
        queue,
        journalDirectory: context.config.journalDirectory,
        clock: context.clock,
        pool: database.pool,
      }),
    async stop() {
      stopping.abort();
      await looking;
      await Promise.all([queueEnded, ...[...journals.values()].map(({ ended }) => ended)]);
      await database.close();
    },
  };
}

async function lookForJournals(
  directory: string,
  signal: AbortSignal,
  found: (name: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    for (const entry of await foldersIn(directory)) found(entry);
    await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

async function foldersIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
