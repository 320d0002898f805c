import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';

const lookEveryMs = 10_000;
/** What was seen longer ago is not shown as if it were of now. */
const freshForMs = 60_000;

export interface JobQueueState {
  /** Due and not begun. */
  waiting: number;
  /** Tried as often as allowed; they stay until a person looks. */
  failed: number;
  /** Since the oldest of those that wait was due. */
  oldestWaitingS: number;
}

export interface JobQueueWatch {
  /** Undefined while the database is away. */
  state(): JobQueueState | undefined;
  stop(): Promise<void>;
}

/** Looks at the queue now and then, so that who asks for the metrics never waits for the database. */
export function watchJobQueue({ database, clock }: { database: Database; clock: Clock }): JobQueueWatch {
  const stopping = new AbortController();
  let seen: { state: JobQueueState; atMs: number } | undefined;
  const look = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        seen = { state: await readState(database), atMs: clock.monotonic() };
      } catch {
        // The database is away, which others tell; what was seen grows old and is no longer shown.
      }
      await sleep(lookEveryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const looking = look();
  return {
    state: () => (seen && clock.monotonic() - seen.atMs < freshForMs ? seen.state : undefined),
    async stop() {
      stopping.abort();
      await looking;
    },
  };
}

async function readState(database: Database): Promise<JobQueueState> {
  const { rows } = await database.acrossTenants((tx) =>
    sql<{ waiting: number; failed: number; oldestWaitingS: number }>`
      select count(*) filter (where is_due)::integer as waiting,
        count(*) filter (where attempts >= max_attempts)::integer as failed,
        coalesce(extract(epoch from now() - min(run_at) filter (where is_due)), 0)::double precision
          as "oldest_waiting_s"
      from (select *, attempts < max_attempts and locked_at is null and run_at <= now() as is_due
        from graphile_worker.jobs) as job`.execute(tx),
  );
  return rows[0]!;
}
