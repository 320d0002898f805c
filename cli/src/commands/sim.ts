import { connect } from '../api/connect.ts';
import type { Command, Terminal } from '../command.ts';
import { UsageError } from '../command-error.ts';
import { oneOf, parseOptions, wholeNumber } from '../parse-options.ts';
import { FAULT_PRESETS, type FaultPreset } from '../sim/fault-presets.ts';
import { prepareFleet } from '../sim/prepare-fleet.ts';
import { reportRun } from '../sim/report-run.ts';
import { runFleet } from '../sim/run-fleet.ts';

const FAULTS = Object.keys(FAULT_PRESETS) as FaultPreset[];

/** One address a router in 127.0.0.0/8. */
const MAX_ROUTERS = 10_000;
const MAX_SUBSCRIBERS = 200_000;
const MAX_SECONDS = 86_400;
const MAX_TIME_SCALE = 1_000;
const MAX_SEED = 2 ** 32 - 1;

const usage = `
trunkline sim --prepare [--routers <number>] [--subscribers <number>] [--seed <number>]
trunkline sim [--seconds <number>] [--faults <kind>] [options]

Plays a fleet of routers and their subscribers against the server you are signed in to, on the same machine, and
compares the sessions that the server recorded with what was sent. Exit code 1 when they differ.

--prepare makes what the fleet needs: a plan, routers at addresses of 127.0.0.0/8, subscribers bound to them. Run it
again to change the size. Use a tenant made for it: the subscribers stay.
  --routers <number>      10 unless said
  --subscribers <number>  100 unless said
  --seed <number>         gives the same fleet again; random unless said
  --first-address <ip>    of the first router; 127.20.0.1 unless said

A run
  --seconds <number>      how long; 60 unless said
  --faults <kind>         ${FAULTS.join(', ')}; none unless said
  --time-scale <number>   simulated seconds in a second; 10 unless said
  --auth-port <port>      1812 unless said
  --acct-port <port>      1813 unless said
  --json
`;

export const simCommand: Command = {
  name: 'sim',
  summary: 'play a fleet of routers and compare totals',
  usage,
  run: sim,
};

async function sim(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, {
    prepare: { type: 'boolean' },
    routers: { type: 'string' },
    subscribers: { type: 'string' },
    seed: { type: 'string' },
    'first-address': { type: 'string' },
    seconds: { type: 'string', default: '60' },
    faults: { type: 'string', default: 'none' },
    'time-scale': { type: 'string', default: '10' },
    'auth-port': { type: 'string', default: '1812' },
    'acct-port': { type: 'string', default: '1813' },
    json: { type: 'boolean' },
  });
  if (values.prepare) {
    const size = {
      routers: number('routers', values.routers ?? '10'),
      subscribers: number('subscribers', values.subscribers ?? '100'),
      seed: number('seed', values.seed ?? String(terminal.random.integer(MAX_SEED))),
      firstAddress: values['first-address'] ?? '127.20.0.1',
    };
    return prepareFleet(await connect(terminal), size, terminal);
  }
  for (const option of ['routers', 'subscribers', 'seed', 'first-address'] as const) {
    if (values[option] !== undefined) throw new UsageError(`--${option} belongs to --prepare`);
  }
  const settings = {
    seconds: number('seconds', values.seconds),
    faults: oneOf(values.faults, 'faults', FAULTS),
    timeScale: number('time-scale', values['time-scale']),
    authPort: number('auth-port', values['auth-port']),
    acctPort: number('acct-port', values['acct-port']),
  };
  const connection = await connect(terminal);
  const run = await runFleet(connection, settings, terminal);
  return reportRun(connection, run, { terminal, isJson: values.json === true });
}

function number(option: keyof typeof LIMITS, value: string): number {
  return wholeNumber(value, { option, ...LIMITS[option] })!;
}

const LIMITS = {
  routers: { least: 1, most: MAX_ROUTERS },
  subscribers: { least: 1, most: MAX_SUBSCRIBERS },
  seed: { least: 0, most: MAX_SEED },
  seconds: { least: 1, most: MAX_SECONDS },
  'time-scale': { least: 1, most: MAX_TIME_SCALE },
  'auth-port': { least: 1, most: 65_535 },
  'acct-port': { least: 1, most: 65_535 },
} as const;
