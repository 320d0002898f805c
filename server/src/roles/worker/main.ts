import { isIPv6 } from 'node:net';
import { RadiusClient, type PacketBuilder, type RadiusEndpoint, type SendOptions } from '@trunkline/radius';
import { runNasDoctor } from '../../modules/diagnosis/index.ts';
import { disconnectSession, testCoa, testNas } from '../../modules/enforcement/index.ts';
import { rebuildAction } from '../../modules/freeradius/index.ts';
import type { RouterPool } from '../../modules/routers/index.ts';
import { simulationTaskAction } from '../../modules/simulation/index.ts';
import { bulkTaskActions } from '../../modules/subscribers/index.ts';
import { runMinuteTick } from '../../modules/subscriptions/jobs.ts';
import { resumeTasks, runTask, type TaskDeps } from '../../modules/tasks/index.ts';
import { Database } from '../../platform/db/index.ts';
import { startJobRunner, type JobRunner } from '../../platform/jobs/index.ts';
import type { RoleContext, RunningRole } from '../role-runtime.ts';
import { wireBulkActions } from '../wire-bulk-actions.ts';
import { MinuteTick, type TickStep } from './minute-tick.ts';
import { openRouterPool } from './open-router-pool.ts';
import { startFreeradiusLogins } from './start-freeradius-logins.ts';
import { noRowsMade, startFreeradiusSync } from './start-freeradius-sync.ts';
import { startQuotaSync } from './start-quota-sync.ts';
import { startReconciler } from './start-reconciler.ts';
import { startSharing } from './start-sharing.ts';
import { housekeepingSteps } from './tick-steps.ts';
import { watchJobQueue } from './watch-job-queue.ts';
import { addWorkerMetrics } from './worker-metrics.ts';

/** Jobs at once; orders to one NAS follow each other by its queue. */
const concurrency = 8;
/** One connection a job, one that holds the tick's lock, two for its steps, and one for a look at the queue. */
const maxConnections = concurrency + 4;
const statementTimeoutMs = 30_000;

/** Runs jobs, and once a minute what is due by the clock. */
export async function startWorkerRole(context: RoleContext): Promise<RunningRole> {
  const { clock, log } = context;
  const database = openDatabase(context);
  const clients = new NasClients();
  const send = clients.send.bind(clients);
  const disconnects = { acknowledged: 0, refused: 0, timed_out: 0, gone: 0 };
  const onAnswered = (state: keyof typeof disconnects): void => void disconnects[state]++;
  const jobs = startJobs(context, { database, send, onAnswered });
  const tick = new MinuteTick({ database, clock, log, steps: tickSteps(database, context) });
  const stopping = new AbortController();
  const ticking = tick.run(stopping.signal);
  const queue = watchJobQueue({ database, clock });
  const routers = openRouterPool(context, database);
  const loops = startLoops(context, { send, routers });
  return {
    listens: [],
    stats: () => ({
      jobs: jobs.stats(),
      tick: tick.stats(),
      ...loops.stats(),
    }),
    needsDatabase: true,
    addMetrics: (metrics) =>
      addWorkerMetrics(metrics, {
        jobs,
        queue,
        tick,
        disconnects,
        reconciler: loops.reconciler,
        quotaSync: loops.quotaSync,
        freeradiusSync: loops.freeradiusSync,
        routers,
        pool: database.pool,
      }),
    async stop() {
      stopping.abort();
      await Promise.all([jobs.stop(), ticking, queue.stop(), loops.stop()]);
      routers.close();
      await clients.close();
      await database.close();
    },
  };
}

type JobParts = Required<Pick<Parameters<typeof disconnectSession>[0], 'database' | 'send' | 'onAnswered'>>;

/** The jobs of the queue, each with what it needs. */
function startJobs(context: RoleContext, { database, send, onAnswered }: JobParts): JobRunner {
  const { clock, log, keys, random } = context;
  const actions = taskActions(context);
  const onFault: TaskDeps['onFault'] = (error, place) =>
    log.error({ error, ...place }, 'a bulk task failed at one');
  return startJobRunner({
    url: context.databaseUrl,
    log,
    concurrency,
    tasks: {
      'disconnect-session': (payload) =>
        disconnectSession({ database, sealer: keys.sealer, clock, send, onAnswered }, payload),
      'test-nas': (payload) =>
        testNas({ database, sealer: keys.sealer, clock, random, openClient: openNasClient }, payload),
      'nas-doctor': (payload) =>
        runNasDoctor({ database, sealer: keys.sealer, clock, random, openClient: openNasClient }, payload),
      'test-coa': (payload) => testCoa({ database, sealer: keys.sealer, clock, send }, payload),
      'run-task': (payload) => runTask({ database, clock, actions, onFault }, payload),
    },
  });
}

/** What goes on all the time, beside jobs and tick; each with connections of its own. */
function startLoops(
  context: RoleContext,
  { send, routers }: { send: NasClients['send']; routers: RouterPool },
) {
  const reconciler = startReconciler(context, { send, routers });
  const quotaSync = startQuotaSync(context, { pool: routers });
  const sharing = startSharing(context, { pool: routers });
  const freeradiusSync = startFreeradiusSync(context);
  const freeradiusLogins = startFreeradiusLogins(context);
  return {
    reconciler,
    quotaSync,
    freeradiusSync,
    stats: () => ({
      enforcement: reconciler.stats(),
      quotaSync: quotaSync.stats(),
      sharing: sharing.stats(),
      freeradiusSync: freeradiusSync.stats(),
      freeradiusLogins: freeradiusLogins.stats(),
    }),
    async stop() {
      const all = [reconciler, quotaSync, sharing, freeradiusSync, freeradiusLogins];
      await Promise.all(all.map((loop) => loop.stop()));
    },
  };
}

/** What tasks do to each of their subjects. */
function taskActions({ clock, random, log, keys }: RoleContext): TaskDeps['actions'] {
  const rebuild = rebuildAction({
    sealer: keys.sealer,
    clock,
    random,
    onFault: (error, key) => log.error({ error, ...key }, noRowsMade),
  });
  return [...bulkTaskActions(wireBulkActions({ clock, random })), simulationTaskAction, rebuild];
}

function openDatabase({ databaseUrl, log }: RoleContext): Database {
  return new Database({
    url: databaseUrl,
    applicationName: 'trunkline-worker',
    maxConnections,
    statementTimeoutMs,
    onIdleError: (error) => log.debug({ error }, 'a database connection broke'),
  });
}

/** What is due by the clock, in the order in which it is done. */
function tickSteps(database: Database, { clock, random }: RoleContext): TickStep[] {
  return [
    {
      name: 'subscriptions',
      everyMinutes: 1,
      run: async (nowMs) => {
        await runMinuteTick({ database, clock, random }, new Date(nowMs));
      },
    },
    {
      name: 'resume-tasks',
      everyMinutes: 1,
      run: async (nowMs) => {
        await resumeTasks({ database }, nowMs);
      },
    },
    ...housekeepingSteps(database),
  ];
}

function openNasClient(address: string): RadiusClient {
  return new RadiusClient(isIPv6(address) ? { localAddress: '::' } : {});
}

/** A RadiusClient speaks one address family; the second is opened when a NAS has an IPv6 address. */
class NasClients {
  readonly #v4 = new RadiusClient();
  readonly #v6 = new RadiusClient({ localAddress: '::' });

  send(request: PacketBuilder, endpoint: RadiusEndpoint, options: SendOptions) {
    return (isIPv6(endpoint.address) ? this.#v6 : this.#v4).send(request, endpoint, options);
  }

  async close(): Promise<void> {
    await Promise.all([this.#v4.close(), this.#v6.close()]);
  }
}
