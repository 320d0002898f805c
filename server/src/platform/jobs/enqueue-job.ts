import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';

/** What each task is given; migration 0048 allows the same names. */
export interface TaskPayloads {
  'disconnect-session': { tenantId: string; disconnectId: string };
  'run-task': { tenantId: string; taskId: string };
  'test-nas': { tenantId: string; testId: string };
  'test-coa': { tenantId: string; testId: string };
  'nas-doctor': { tenantId: string; nasId: string; runId: string };
}
export type TaskName = keyof TaskPayloads;

export interface Job<Name extends TaskName> {
  task: Name;
  payload: TaskPayloads[Name];
  /** Jobs of one queue run one after the other. */
  queue: string;
  /** A job with this key that still waits is replaced instead of doubled. */
  key: string;
}

/**
 * Adds a job in the transaction of its cause: it runs after the commit and never without it. A task may
 * run more than once and says in its module by which key it is idempotent.
 */
export async function enqueueJob<Name extends TaskName>(tx: Tx, job: Job<Name>): Promise<void> {
  const payload = JSON.stringify(job.payload);
  await sql`select jobs.enqueue(${job.task}, ${payload}::jsonb, ${job.queue}, ${job.key})`.execute(tx);
}
