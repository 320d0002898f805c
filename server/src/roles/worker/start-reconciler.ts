import { Reconciler, type ReconcilerDeps } from '../../modules/enforcement/index.ts';
import type { RouterPool } from '../../modules/routers/index.ts';
import { Database } from '../../platform/db/index.ts';
import { LatencyHistogram } from '../../platform/metrics/index.ts';
import type { RoleContext } from '../role-runtime.ts';

/** Of its own: many routers at work never keep the jobs from the database. */
const maxConnections = 10;
const statementTimeoutMs = 30_000;
const second = 1_000;
/** From a quarter of a second to an hour; 5 s and 35 s are what is promised with and without the router's interim. */
const throttleBoundsMs = [0.25, 0.5, 1, 2, 5, 10, 20, 35, 60, 120, 300, 900, 3_600].map((s) => s * second);

export interface EnforcementCounts {
  /** Steps by rung, then by outcome. */
  readonly steps: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** From the news to confirmed terms, by rung. */
  readonly throttle: Readonly<Record<string, LatencyHistogram>>;
}

export interface RunningReconciler {
  readonly counts: EnforcementCounts;
  stats(): ReturnType<Reconciler['stats']>;
  stop(): Promise<void>;
}

/** Keeps live sessions in step with the policy, beside the jobs. */
export function startReconciler(
  context: RoleContext,
  { send, routers }: { send: ReconcilerDeps['send']; routers: RouterPool },
): RunningReconciler {
  const { clock, random, log, keys } = context;
  const database = new Database({
    url: context.databaseUrl,
    applicationName: 'trunkline-worker-enforcement',
    maxConnections,
    statementTimeoutMs,
    onIdleError: (error) => log.debug({ error }, 'a database connection broke'),
  });
  const counts = newCounts();
  const reconciler = new Reconciler({
    database,
    sealer: keys.sealer,
    clock,
    random,
    send,
    routers,
    onStep: (rung, outcome) => {
      const steps = counts.steps[rung];
      steps[outcome] = (steps[outcome] ?? 0) + 1;
    },
    onThrottled: (rung, seconds) => counts.throttle[rung].observe(seconds * second),
    onSubscriberFault: (error, key) => log.error({ error, ...key }, 'the policy could not be asked'),
    onFault: (error, place) => log.warn({ error, place }, 'enforcement waits'),
  });
  const stopping = new AbortController();
  const running = reconciler.run(stopping.signal);
  return {
    counts,
    stats: () => reconciler.stats(),
    async stop() {
      stopping.abort();
      await running;
      await database.close();
    },
  };
}

const newHistogram = (): LatencyHistogram => new LatencyHistogram(throttleBoundsMs);
const noSteps = (): Record<string, number> => ({});

function newCounts() {
  return {
    steps: { coa: noSteps(), api: noSteps(), disconnect: noSteps() },
    throttle: { coa: newHistogram(), api: newHistogram(), disconnect: newHistogram() },
  };
}
