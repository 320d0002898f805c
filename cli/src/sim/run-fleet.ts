import { createNasFleet, type FleetStats, type SessionTruth } from '@trunkline/simulators';
import type { Connection } from '../api/connect.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { isLoopback } from '../radtest/local-address.ts';
import { FAULT_PRESETS, type FaultPreset } from './fault-presets.ts';
import { loadPrepared, savePrepared, type PreparedFleet } from './sim-file.ts';

/** Of simulated time; the plan that `--prepare` makes says the same. */
export const INTERIM_SECONDS = 60;

/** How often the state of the run is printed. */
const REPORT_MS = 10_000;

/** Everybody dials in within this part of the run. */
const DIAL_IN_PART = 1 / 6;

export interface FleetSettings {
  readonly seconds: number;
  readonly faults: FaultPreset;
  readonly timeScale: number;
  readonly authPort: number;
  readonly acctPort: number;
}

export interface FleetRun {
  readonly prepared: PreparedFleet;
  readonly startedAtMs: number;
  readonly stats: FleetStats;
  readonly truth: readonly SessionTruth[];
}

/** Runs the prepared fleet for its time, or until Ctrl-C, logs everybody out and tells what there was. */
export async function runFleet(
  { session }: Connection,
  settings: FleetSettings,
  terminal: Terminal,
): Promise<FleetRun> {
  const host = new URL(session.url).hostname.replace(/^\[|\]$/g, '');
  if (host !== 'localhost' && !isLoopback(host)) {
    throw new CommandError(
      `the fleet's routers are on this machine and do not reach ${host}; run it on the server`,
    );
  }
  const prepared = await loadPrepared(terminal.env, session.url);
  const firstBoot = prepared.boots + 1;
  // Before the run as well: one that is killed has used session ids, too.
  await savePrepared(terminal.env, { ...prepared, boots: firstBoot });
  const { seconds, timeScale, faults } = settings;
  const fleet = await createNasFleet({
    seed: prepared.seed,
    routers: prepared.routers,
    subscribers: prepared.subscribers,
    firstAddress: prepared.firstAddress,
    coaPort: prepared.coaPort,
    firstBoot,
    server: { address: '127.0.0.1', authPort: settings.authPort, acctPort: settings.acctPort },
    timeScale,
    dialInSeconds: Math.max(1, seconds * timeScale * DIAL_IN_PART),
    interimSeconds: INTERIM_SECONDS,
    faults: FAULT_PRESETS[faults],
  });
  const startedAtMs = terminal.clock.now();
  const report = setInterval(() => terminal.stderr.write(`${describeState(fleet.stats())}\n`), REPORT_MS);
  try {
    await fleet.run(AbortSignal.any([terminal.signal, AbortSignal.timeout(seconds * 1000)]));
    await fleet.logOutAll();
    const truth = fleet.truth();
    await savePrepared(terminal.env, { ...prepared, boots: lastBoot(truth, firstBoot) });
    return { prepared, startedAtMs, stats: fleet.stats(), truth };
  } finally {
    clearInterval(report);
    await fleet.close();
  }
}

function lastBoot(truth: readonly SessionTruth[], firstBoot: number): number {
  return truth.reduce((last, { boot }) => Math.max(last, boot), firstBoot);
}

function describeState({ openSessions, logins, records }: FleetStats): string {
  return `${openSessions} online; logins ${logins.accepted} accepted, ${logins.rejected} rejected; accounting ${
    records.start.acknowledged + records.interim.acknowledged + records.stop.acknowledged
  } acknowledged`;
}
