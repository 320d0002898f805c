import { randomUUID } from 'node:crypto';
import { systemClock } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createLog } from '../log/index.ts';
import { enqueueJob, startJobRunner, type JobRunner, type TaskPayloads } from './index.ts';

const log = createLog({ name: 'test', level: 'silent', clock: systemClock, write: () => {}, asText: false });
const waiting = { timeout: 30_000, interval: 50 };
let database: TestDatabase;
let runner: JobRunner | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
});
afterAll(() => database.drop());

it('a job runs after the commit of its transaction, and never without it', async () => {
  const ran: string[] = [];
  const [kept, lost] = [payload(), payload()];
  await enqueue(kept);
  await expect(
    database.as('api').inTenant(lost.tenantId, async (tx) => {
      await enqueueJob(tx, { task: 'disconnect-session', payload: lost, queue: 'q', key: lost.disconnectId });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  runner = start(async (job) => void ran.push(job.disconnectId));
  await vi.waitFor(() => expect(ran).toEqual([kept.disconnectId]), waiting);
});

it('jobs of one queue follow each other', async () => {
  let atOnce = 0;
  let most = 0;
  let done = 0;
  for (let i = 0; i < 5; i++) await enqueue(payload());
  runner = start(async () => {
    most = Math.max(most, ++atOnce);
    await new Promise((resolve) => setTimeout(resolve, 5));
    atOnce--;
    done++;
  });
  await vi.waitFor(() => expect(done).toBe(5), waiting);
  expect(most).toBe(1);
});

it('the jobs of a worker that died are done by another', async () => {
  const job = payload();
  await enqueue(job);
  // As a killed worker leaves them: the job and its queue locked in its name, long ago.
  await database.as('worker').acrossTenants(async (tx) => {
    const lock = sql`locked_by = 'killed', locked_at = now() - interval '40 seconds'`;
    await sql`update graphile_worker._private_jobs set attempts = 1, ${lock}`.execute(tx);
    await sql`update graphile_worker._private_job_queues set ${lock}`.execute(tx);
  });
  const ran: string[] = [];
  runner = start(async ({ disconnectId }) => void ran.push(disconnectId));
  await vi.waitFor(() => expect(ran).toEqual([job.disconnectId]), waiting);
});

it('a worker that lives keeps its jobs', async () => {
  await enqueue(payload());
  await database.as('worker').acrossTenants(async (tx) => {
    const lock = sql`locked_by = 'alive', locked_at = now() - interval '40 seconds'`;
    await sql`update graphile_worker._private_jobs set attempts = 1, ${lock}`.execute(tx);
    await sql`insert into jobs.worker_beat (worker_id) values ('alive')`.execute(tx);
  });
  const ran: string[] = [];
  runner = start(async ({ disconnectId }) => void ran.push(disconnectId));
  // The look for the dead has happened when this runner's own sign of life is there.
  const next = payload();
  await enqueue(next, 'another queue');
  await vi.waitFor(() => expect(ran).toEqual([next.disconnectId]), waiting);
  const { rows } = await database
    .as('worker')
    .acrossTenants((tx) => sql<{ lockedBy: string }>`select locked_by from graphile_worker.jobs`.execute(tx));
  expect(rows).toEqual([{ lockedBy: 'alive' }]);
});

it('the door to the queue lets only known tasks through', async () => {
  await expect(
    database
      .as('api')
      .acrossTenants((tx) =>
        sql`select jobs.enqueue('drop-everything', '{}'::jsonb, null, null)`.execute(tx),
      ),
  ).rejects.toThrow(/no task is named/);
});

type Payload = TaskPayloads['disconnect-session'];

function payload(): Payload {
  return { tenantId: randomUUID(), disconnectId: randomUUID() };
}

function enqueue(job: Payload, queue = 'q'): Promise<void> {
  return database
    .as('api')
    .inTenant(job.tenantId, (tx) =>
      enqueueJob(tx, { task: 'disconnect-session', payload: job, queue, key: job.disconnectId }),
    );
}

function start(task: (job: Payload) => Promise<void>): JobRunner {
  return startJobRunner({
    url: database.urls.worker,
    log,
    concurrency: 3,
    tasks: { 'disconnect-session': task },
  });
}
